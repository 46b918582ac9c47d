/** The Kubernetes and Istio objects of the cluster; a kind that it lacks or forbids is a gap. */
import type { CaptureGap } from '../bundle/manifest.ts';
import type { PodRef } from '../tree/tree.ts';
import { cleanList } from './clean-objects.ts';
import type { Commands, LiveCommand } from './command.ts';
import { isJson } from './find-pods.ts';
import { CAPTURED_KINDS, POD_KIND } from './resource-kinds.ts';
import type { Runner } from './runner.ts';

interface FetchedResources {
  readonly kind: string;
  readonly bytes: Buffer;
  readonly objects: number;
  readonly command: number;
  /** File name in the bundle, without its ending. */
  readonly file: string;
}

export interface Fetched {
  readonly resources: readonly FetchedResources[];
  readonly gaps: readonly CaptureGap[];
}

interface Question {
  readonly kind: string;
  readonly file: string;
  readonly command: LiveCommand;
}

/** Every kind in all namespaces; pods only where the proxies are: a cluster has many. */
export function resourceQuestions(commands: Commands, pods: readonly PodRef[]): readonly Question[] {
  const namespaces = [...new Set(pods.map(({ namespace }) => namespace))].sort();
  return [
    ...CAPTURED_KINDS.map((kind) => ({ kind, file: kind, command: commands.get(kind, { all: true }) })),
    ...namespaces.map((namespace) => ({
      kind: POD_KIND,
      // A name of a namespace holds no dot, so it cannot be taken for a group.
      file: `${POD_KIND}.${namespace}`,
      command: commands.get(POD_KIND, { namespace }),
    })),
  ];
}

export async function fetchResources(runner: Runner, commands: Commands, pods: readonly PodRef[]): Promise<Fetched> {
  if (!runner.has('kubectl')) {
    return { resources: [], gaps: [{ what: 'resources', why: 'noTool', detail: 'kubectl was not found' }] };
  }
  const resources: FetchedResources[] = [];
  const gaps: CaptureGap[] = [];
  const questions = resourceQuestions(commands, pods);
  const outcomes = await Promise.all(questions.map(({ command }) => runner.run(command, isJson)));
  for (const [at, { kind, file }] of questions.entries()) {
    const outcome = outcomes[at];
    if (outcome === undefined) continue;
    const list = outcome.ok ? cleanList(outcome.bytes) : null;
    if (!outcome.ok) gaps.push({ what: kind, why: outcome.why, detail: outcome.detail });
    else if (list === null) gaps.push({ what: kind, why: 'failed', detail: 'the answer is no list of objects' });
    else resources.push({ kind, file, command: outcome.command, ...list });
  }
  return { resources, gaps };
}
