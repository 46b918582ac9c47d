/** Which proxy of a tree is meant. */
import { EXIT, KnownError } from '../../model/index.ts';
import { LAYOUT_WORDS } from './layout.ts';
import type { FoundPod, Layout } from './layout.ts';
import { podFits } from './pod-name.ts';
import type { PodName } from './pod-name.ts';
import { podWords } from './tree.ts';
import type { PodRef } from './tree.ts';

/** Asks a person; `where` is what the pods were found in. Absent where nobody can be asked. */
export type ChoosePod = (pods: readonly PodRef[], where: string) => Promise<PodRef>;

/** A bug-report of a large mesh has hundreds of proxies. */
const LISTED = 40;

function listOf(pods: readonly PodRef[]): string {
  const lines = pods.slice(0, LISTED).map((pod) => `--pod ${podWords(pod)}`);
  if (pods.length > LISTED) lines.push(`and ${String(pods.length - LISTED)} more`);
  return lines.join('\n');
}

/** The usage error that lists the pods to choose from. */
export function whichPod(pods: readonly PodRef[], where: string, message: string): KnownError {
  return new KnownError(EXIT.usage, {
    code: 'US011',
    severity: 'error',
    message,
    document: where,
    hint: listOf(pods),
  });
}

/**
 * One pod of the layout, asking when several fit; pods of one workload that all fit `--pod` are one question, whose first
 * pod answers, as with istioctl.
 *
 * @throws KnownError (usage) with the list of pods when none fits, or several and nobody can be asked.
 */
export async function choosePod(
  { kind, pods }: Pick<Layout, 'kind' | 'pods'>,
  where: string,
  wanted: PodName | null,
  choose: ChoosePod | null,
): Promise<FoundPod> {
  const fitting = wanted === null ? pods : pods.filter(({ pod }) => podFits(wanted, pod));
  const [only] = fitting;
  const refs = pods.map(({ pod }) => pod);
  if (only === undefined) throw whichPod(refs, where, 'no proxy in it is the one that --pod names');
  const oneWorkload = wanted !== null && wanted.type !== null && isOneWorkload(fitting.map(({ pod }) => pod));
  if (fitting.length === 1 || oneWorkload) return only;
  const choices = fitting.map(({ pod }) => pod);
  if (choose === null) {
    throw whichPod(choices, where, `${LAYOUT_WORDS[kind]} with ${String(choices.length)} proxies: which one?`);
  }
  const chosen = await choose(choices, where);
  return fitting.find(({ pod }) => pod === chosen) ?? only;
}

/** True when all pods belong to one workload. */
export function isOneWorkload(pods: readonly PodRef[]): boolean {
  const [first] = pods;
  return pods.every((pod) => isSibling(pod, first ?? pod));
}

/** Pods of one workload: they should have the same configuration. */
export function isSibling(a: PodRef, b: PodRef): boolean {
  return a.workload !== null && a.workload === b.workload && a.namespace === b.namespace;
}
