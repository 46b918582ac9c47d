/** A tree with the proxies of several pods: which of its files answer for the one that was asked for. */
import { readManifest } from '../bundle/read-manifest.ts';
import type { Problems } from '../problems.ts';
import { choosePod, isSibling } from './choose-pod.ts';
import type { ChoosePod } from './choose-pod.ts';
import { LAYOUT_WORDS } from './layout.ts';
import type { FoundPod, Layout } from './layout.ts';
import type { PodName } from './pod-name.ts';
import { podWords } from './tree.ts';
import type { PodRef, Tree, TreeEntry } from './tree.ts';
import type { IngestedInput } from '../read-inputs.ts';

/** Another pod of the same workload, read when a comparison is wanted. */
export interface Sibling {
  readonly pod: PodRef;
  readonly read: () => Promise<readonly IngestedInput[]>;
}

export interface Wanted {
  readonly purpose: 'proxy' | 'resources';
  readonly pod: PodName | null;
  readonly choose: ChoosePod | null;
}

export interface Opened {
  readonly pod: PodRef | null;
  readonly documents: readonly TreeEntry[];
  readonly resources: readonly TreeEntry[];
  readonly siblings: readonly { readonly pod: PodRef; readonly entries: readonly TreeEntry[] }[];
}

/** @throws KnownError (usage) when it has to be said which pod is meant. */
export async function openCollection(
  tree: Tree,
  layout: Layout,
  { purpose, pod: wanted, choose }: Wanted,
  problems: Problems,
): Promise<Opened> {
  const { kind, resources } = layout;
  const manifest = kind === 'bundle' ? await readManifest(tree, problems) : null;
  const pods = layout.pods.map((found) => withWorkload(found, manifest?.workloads));
  if (purpose === 'resources') return { pod: null, documents: [], resources, siblings: [] };
  const found = await choosePod({ kind, pods }, tree.name, wanted, choose);
  const others = pods.length === 1 ? '' : ` with ${String(pods.length)} proxies`;
  const objects = resources.length === 0 ? ', without resources' : '';
  problems.note(tree.name, 'IN009', `${LAYOUT_WORDS[kind]}${others}: read as ${podWords(found.pod)}${objects}`);
  return {
    pod: found.pod,
    documents: found.documents,
    resources,
    siblings: pods
      .filter(({ pod }) => pod !== found.pod && isSibling(pod, found.pod))
      .map(({ pod, documents }) => ({ pod, entries: documents })),
  };
}

/** What the capture has asked the cluster beats what a name looks like. */
function withWorkload(found: FoundPod, workloads: ReadonlyMap<string, string> | undefined): FoundPod {
  const { pod } = found;
  const workload = workloads?.get(`${pod.namespace}/${pod.name}`);
  return workload === undefined ? found : { ...found, pod: { ...pod, workload } };
}
