/**
 * Where the proxies and the resources are in a tree that holds several: our own bundle, istioctl bug-report
 * (istio/istio tools/bug-report/pkg/archive, pkg/content) and the must-gather of OpenShift Service Mesh 2 and 3
 * (istio-must-gather, gather_istio.sh; `oc adm inspect` for the resources).
 */
import { compareText } from '../../base/plain.ts';
import type { PodRef, Tree, TreeEntry } from './tree.ts';
import { workloadOf } from './workload.ts';

export type LayoutKind = 'bundle' | 'bugReport' | 'mustGather';

export const LAYOUT_WORDS: Readonly<Record<LayoutKind, string>> = {
  bundle: 'a whyroute bundle',
  bugReport: 'an istioctl bug-report',
  mustGather: 'a must-gather',
};

export interface FoundPod {
  readonly pod: PodRef;
  /** Documents of the proxy's configuration. */
  readonly documents: readonly TreeEntry[];
}

export interface Layout {
  readonly kind: LayoutKind;
  readonly pods: readonly FoundPod[];
  readonly resources: readonly TreeEntry[];
}

interface Shape {
  /** Groups: namespace, pod. */
  readonly document: RegExp;
  readonly resource: RegExp;
}

/** Secrets are in none of the patterns: a bug-report has their names, with --full-secrets their data. */
const SHAPES: Readonly<Record<LayoutKind, Shape>> = {
  bundle: {
    document:
      /^(?:.*\/)?pods\/([^/]+)\/([^/]+)\/(?:config_dump|bootstrap|listeners|routes|clusters|endpoints|secrets|envoy_clusters)\.json$/,
    resource: /^(?:.*\/)?resources\/[a-z.]+\.json$/,
  },
  bugReport: {
    document: /^(?:.*\/)?proxies\/([^/]+)\/([^/]+)\/config_dump[^/]*$/,
    resource: /^(?:.*\/)?cluster\/(?:crs|crds|k8s-resources)$/,
  },
  mustGather: {
    document: /^(?:.*\/)?namespaces\/([^/]+)\/pods\/([^/]+)\/(?:config_dump_proxy\.json|envoyConfiguration)$/,
    resource:
      /^(?:.*\/)?(?:namespaces\/[^/]+|cluster-scoped-resources)\/(?:(?:networking\.istio\.io|security\.istio\.io|gateway\.networking\.k8s\.io|networking\.k8s\.io)\/.+\.ya?ml|core\/(?:services|pods|namespaces)(?:\/[^/]+)?\.ya?ml|[^/]+\.ya?ml)$/,
  },
};

/** Two dumps of one pod are two moments: the one with endpoints says more. */
function withoutTwins(documents: readonly TreeEntry[]): readonly TreeEntry[] {
  const dumps = documents.filter(({ path }) => /\/config_dump[^/]*$/.test(path));
  const best = dumps.find(({ path }) => path.includes('eds')) ?? dumps[0];
  return documents.filter((entry) => !dumps.includes(entry) || entry === best);
}

function podsOf(tree: Tree, { document }: Shape): FoundPod[] {
  const found = new Map<string, { namespace: string; name: string; documents: TreeEntry[] }>();
  for (const entry of tree.entries) {
    const [, namespace, name] = document.exec(entry.path) ?? [];
    if (namespace === undefined || name === undefined) continue;
    const key = `${namespace}/${name}`;
    const pod = found.get(key) ?? { namespace, name, documents: [] };
    pod.documents.push(entry);
    found.set(key, pod);
  }
  return [...found]
    .sort(([a], [b]) => compareText(a, b))
    .map(([, { namespace, name, documents }]) => ({
      pod: { namespace, name, workload: workloadOf(name) },
      documents: withoutTwins(documents),
    }));
}

/** The layout that names at least one proxy; null for a plain folder or archive of files. */
export function layoutOf(tree: Tree): Layout | null {
  for (const kind of ['bundle', 'bugReport', 'mustGather'] as const) {
    const shape = SHAPES[kind];
    const pods = podsOf(tree, shape);
    if (pods.length > 0) return { kind, pods, resources: tree.entries.filter(({ path }) => shape.resource.test(path)) };
  }
  return null;
}
