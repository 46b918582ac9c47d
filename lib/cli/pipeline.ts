/** From the command line's inputs to a Snapshot with its attributions. */
import { readInputs } from '../ingest/index.ts';
import { EXIT, KnownError } from '../model/index.ts';
import type { Section, Snapshot } from '../model/index.ts';
import { normalize } from '../normalize/index.ts';
import { attribute } from '../provenance/index.ts';
import type { Provenance } from '../provenance/index.ts';
import type { Io } from './io.ts';
import { refuseMistypedCommand } from './near-command.ts';

export interface Loaded {
  readonly snapshot: Snapshot;
  readonly provenance: Provenance;
}

/** What a command was given to read. */
export interface InputArguments {
  readonly inputs: readonly string[];
  readonly maxBytes: number;
}

/** @throws KnownError when there is nothing to read, or nothing of a proxy in it. */
export async function load(
  { inputs, maxBytes }: InputArguments,
  sections: ReadonlySet<Section>,
  io: Io,
): Promise<Loaded> {
  if (inputs.length === 0 && io.stdin.isTTY === true) {
    throw new KnownError(EXIT.usage, {
      code: 'US002',
      severity: 'error',
      message: 'nothing to read: no INPUT, and standard input is a terminal',
      hint: 'istioctl proxy-config all POD.NAMESPACE -o json | whyroute',
    });
  }
  const ingested = await readInputs(inputs.length === 0 ? ['-'] : inputs, { stdin: io.stdin, maxBytes });
  refuseMistypedCommand(inputs, ingested.diagnostics);
  const snapshot = normalize(ingested.inputs, sections, ingested);
  return { snapshot, provenance: attribute(snapshot) };
}
