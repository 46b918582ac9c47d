/** From the command line's inputs to a Snapshot with its attributions. */
import { readInputs } from '../ingest/index.ts';
import type { Ingested, PodName, PodRef, Sibling } from '../ingest/index.ts';
import { EXIT, KnownError } from '../model/index.ts';
import type { Diagnostic, Section, Snapshot } from '../model/index.ts';
import { normalize } from '../normalize/index.ts';
import { attribute } from '../provenance/index.ts';
import type { Provenance } from '../provenance/index.ts';
import type { GivenArguments } from './given-arguments.ts';
import type { Io } from './io.ts';
import { chooserOf } from './live/choose-on-terminal.ts';
import type { LiveArguments } from './live/live-arguments.ts';
import { refuseMistypedCommand } from './near-command.ts';
import { readGiven } from './read-given.ts';
import type { ReadGiven } from './read-given.ts';
import { readingProgress } from './reading-progress.ts';
import type { ReadingProgress } from './reading-progress.ts';

export interface Loaded {
  readonly snapshot: Snapshot;
  readonly provenance: Provenance;
  /** Of everything that was read, dump and resources. */
  readonly diagnostics: readonly Diagnostic[];
  /** True when some input was cut, damaged or refused. */
  readonly partial: boolean;
  /** True when resources were given, by -r or in a bundle. */
  readonly withResources: boolean;
  /** The pod that was chosen from several, and the others of its workload, not yet read. */
  readonly pod: PodRef | null;
  readonly siblings: readonly Sibling[];
}

export const NOTHING_GIVEN: ReadGiven = { resources: null, diagnostics: [], lost: false };

/** What a replay has to see, or a comparison of pods, whatever the command shows: the same resources give the same answer everywhere. */
export const REPLAYED: readonly Section[] = ['bootstrap', 'listeners', 'routes', 'clusters'];

/** What a command was given to read. */
export interface InputArguments {
  readonly inputs: readonly string[];
  readonly maxBytes: number;
  readonly given: GivenArguments;
  /** `--pod`: a proxy inside a bundle or archive, or, without INPUT, in the cluster. */
  readonly pod: PodName | null;
  readonly live: LiveArguments;
  /** The command says how the pods of a workload differ. */
  readonly compare?: true;
}

/** @throws KnownError when there is nothing to read, or nothing of a proxy in it. */
export async function load(args: InputArguments, sections: ReadonlySet<Section>, io: Io): Promise<Loaded> {
  const progress = readingProgress(io, args.live.quiet);
  try {
    return await loadWith(args, sections, io, progress);
  } finally {
    progress.end();
  }
}

async function loadWith(
  args: InputArguments,
  sections: ReadonlySet<Section>,
  io: Io,
  progress: ReadingProgress,
): Promise<Loaded> {
  const { maxBytes, given } = args;
  const ingested = await ingest(args, io, progress.onRead);
  const found = ingested.resources;
  const withResources = given.paths.length > 0 || found.length > 0;
  const inFull = withResources || (args.compare === true && ingested.siblings.length > 0);
  const wanted = inFull ? new Set([...sections, ...REPLAYED]) : sections;
  const snapshot = normalize(ingested.inputs, wanted, ingested);
  progress.onPhase('finding out who made what');
  const read = withResources ? await readGiven(given.paths, found, maxBytes, io) : NOTHING_GIVEN;
  return {
    ...together(snapshot, read, args),
    withResources,
    siblings: args.compare === true ? ingested.siblings : [],
    pod: ingested.pod,
  };
}

/** The dump and the resources, held against each other. */
export function together(snapshot: Snapshot, read: ReadGiven, { given }: InputArguments): Loaded {
  const provenance = attribute(snapshot, read.resources, given.options);
  return {
    snapshot,
    provenance,
    diagnostics: [...snapshot.diagnostics, ...read.diagnostics, ...provenance.diagnostics],
    partial: snapshot.partial || read.lost,
    withResources: read.resources !== null,
    pod: null,
    siblings: [],
  };
}

/** The inputs as bytes. @throws KnownError when there is nothing to read. */
export async function ingest(args: InputArguments, io: Io, onRead?: ReadingProgress['onRead']): Promise<Ingested> {
  const { inputs, maxBytes, pod, live, given, compare = false } = args;
  if (inputs.length === 0 && pod !== null) {
    const { liveInput } = await import('./live/live-input.ts');
    return liveInput({ pod, live, maxBytes, withResources: given.paths.length === 0, compare }, io);
  }
  if (inputs.length === 0 && io.stdin.isTTY === true) {
    throw new KnownError(EXIT.usage, {
      code: 'US002',
      severity: 'error',
      message: 'nothing to read: no INPUT, and standard input is a terminal',
      hint: 'whyroute --pod POD.NAMESPACE asks the cluster; or: istioctl proxy-config all POD.NAMESPACE -o json | whyroute',
    });
  }
  const options = {
    io,
    maxBytes,
    pod,
    onRead,
    // Asked for where there is a choice.
    get choose() {
      return chooserOf(io);
    },
  };
  const ingested = await readInputs(inputs.length === 0 ? ['-'] : inputs, options);
  refuseMistypedCommand(inputs, ingested.diagnostics);
  return ingested;
}
