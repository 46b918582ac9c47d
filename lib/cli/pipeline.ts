/** From the command line's inputs to a Snapshot with its attributions. */
import { readInputs } from '../ingest/index.ts';
import type { Ingested } from '../ingest/index.ts';
import { EXIT, KnownError } from '../model/index.ts';
import type { Diagnostic, Section, Snapshot } from '../model/index.ts';
import { normalize } from '../normalize/index.ts';
import { attribute } from '../provenance/index.ts';
import type { Provenance } from '../provenance/index.ts';
import type { GivenArguments } from './given-arguments.ts';
import type { Io } from './io.ts';
import { refuseMistypedCommand } from './near-command.ts';
import { readGiven } from './read-given.ts';
import type { ReadGiven } from './read-given.ts';

export interface Loaded {
  readonly snapshot: Snapshot;
  readonly provenance: Provenance;
  /** Of everything that was read, dump and resources. */
  readonly diagnostics: readonly Diagnostic[];
  /** True when some input was cut, damaged or refused. */
  readonly partial: boolean;
}

export const NOTHING_GIVEN: ReadGiven = { resources: null, diagnostics: [], lost: false };

/** What a replay has to see, whatever the command shows: the same resources give the same answer everywhere. */
const REPLAYED: readonly Section[] = ['bootstrap', 'listeners', 'routes', 'clusters'];

/** What a command was given to read. */
export interface InputArguments {
  readonly inputs: readonly string[];
  readonly maxBytes: number;
  readonly given: GivenArguments;
}

/** @throws KnownError when there is nothing to read, or nothing of a proxy in it. */
export async function load(given: InputArguments, sections: ReadonlySet<Section>, io: Io): Promise<Loaded> {
  const { paths } = given.given;
  const ingested = await ingest(given, io);
  // A dump of nothing is refused before the resources are read.
  const snapshot = snapshotOf(ingested, sections, paths);
  const read = paths.length === 0 ? NOTHING_GIVEN : await readGiven(paths, given.maxBytes, io);
  return together(snapshot, read, given);
}

/** The inputs as bytes. @throws KnownError when there is nothing to read. */
export async function ingest({ inputs, maxBytes }: InputArguments, io: Io): Promise<Ingested> {
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
  return ingested;
}

/** @throws KnownError when nothing of a proxy is in the inputs. */
export function snapshotOf(ingested: Ingested, sections: ReadonlySet<Section>, given: readonly string[]): Snapshot {
  const wanted = given.length === 0 ? sections : new Set([...sections, ...REPLAYED]);
  return normalize(ingested.inputs, wanted, ingested);
}

/** The dump and the resources, held against each other. */
export function together(snapshot: Snapshot, read: ReadGiven, { given }: InputArguments): Loaded {
  const provenance = attribute(snapshot, read.resources, given.options);
  return {
    snapshot,
    provenance,
    diagnostics: [...snapshot.diagnostics, ...read.diagnostics, ...provenance.diagnostics],
    partial: snapshot.partial || read.lost,
  };
}
