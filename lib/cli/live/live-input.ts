/** `--pod` without INPUT: the proxy in the cluster, read the way a bundle of it would be. */
import { gapDiagnostics, isOneWorkload, podWords, readTree, whichPod } from '../../ingest/index.ts';
import type { Captured, Ingested, PodName, PodRef } from '../../ingest/index.ts';
import type { Diagnostic } from '../../model/index.ts';
import type { Io } from '../io.ts';
import { VERSION } from '../version.ts';
import { chooserOf } from './choose-on-terminal.ts';
import { interruptible } from './interruptible.ts';
import type { LiveArguments } from './live-arguments.ts';
import { treeOf } from './read-back.ts';
import { runCapture } from './run-capture.ts';

export interface LiveInput {
  readonly pod: PodName;
  readonly live: LiveArguments;
  readonly maxBytes: number;
  /** False when the user gives resources with -r. */
  readonly withResources: boolean;
  /** Read every pod of a workload, to tell whether they are the same. */
  readonly compare: boolean;
}

async function pick(
  pods: readonly PodRef[],
  compare: boolean,
  io: Io,
  signal: AbortSignal,
): Promise<readonly PodRef[]> {
  if (pods.length === 1) return pods;
  // As istioctl does: any pod of a workload stands for it.
  if (isOneWorkload(pods)) return compare ? pods : pods.slice(0, 1);
  const choose = chooserOf(io, signal);
  if (choose === null)
    throw whichPod(pods, 'the cluster', `${String(pods.length)} pods of several workloads: which one?`);
  return [await choose(pods, 'the cluster')];
}

/** @throws KnownError (environment, usage, 130, 143) */
export async function liveInput({ pod, live, maxBytes, withResources, compare }: LiveInput, io: Io): Promise<Ingested> {
  const captured = await interruptible(io, (signal) =>
    runCapture(
      {
        targets: [pod],
        selector: null,
        namespace: pod.namespace,
        asked: [],
        withResources,
        whyrouteVersion: VERSION,
        pick: (pods, aborted) => pick(pods, compare, io, aborted),
      },
      live,
      maxBytes,
      io,
      signal,
    ),
  );
  const first = captured.manifest.pods[0];
  const exact = first === undefined ? pod : { type: null, name: first.name, namespace: first.namespace };
  const ingested = await readTree(treeOf(captured, captured.manifest.context ?? 'cluster'), {
    io,
    maxBytes,
    pod: exact,
  });
  const gaps = gapDiagnostics(captured.manifest.gaps);
  const others = ingested.diagnostics.filter(({ code }) => code !== BUNDLE_NOTE);
  return {
    ...ingested,
    diagnostics: [readFrom(captured), ...gaps, ...others],
    lost: ingested.lost || hasLost(captured),
  };
}

/** "a whyroute bundle: read as …" would be about something the user has not seen. */
const BUNDLE_NOTE = 'IN009';

/** Which cluster it was, nobody should have to guess. */
function readFrom({ manifest: { context, pods } }: Captured): Diagnostic {
  const which = pods.map(podWords).join(', ');
  const cluster = context === null ? 'the cluster' : `the cluster of context ${context}`;
  return { code: 'CP008', severity: 'note', message: `read from ${cluster}: ${which}` };
}

const TOLD_ONLY: ReadonlySet<string> = new Set(['absent', 'forbidden', 'notAsked', 'noTool']);

/** What the cluster lacks or forbids is told; what failed for another reason makes the answer partial. */
export function hasLost({ manifest, failed }: Captured): boolean {
  return failed.length > 0 || manifest.gaps.some(({ why }) => !TOLD_ONLY.has(why));
}
