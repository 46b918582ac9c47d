/** A cluster made of a sample: pods, resources and dumps as kubectl and istioctl would print them. */
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { loadYaml } from '../../lib/base/yaml.ts';
import { samplePath } from './samples.ts';
import { StandIns } from './stand-ins.ts';
import type { Rule } from './stand-ins.ts';

export const NAMESPACE: string = 'istio-system';
const HASH = '7d9c8b6f5';
export const PODS: readonly string[] = ['x2x4q', 'x7b2k', 'zz9wd'].map(
  (end: string) => `istio-ingressgateway-${HASH}-${end}`,
);

export function podObject(name: string, namespace: string = NAMESPACE): object {
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      name,
      namespace,
      labels: { istio: 'ingressgateway', app: 'istio-ingressgateway', 'pod-template-hash': HASH },
      ownerReferences: [{ kind: 'ReplicaSet', name: `istio-ingressgateway-${HASH}` }],
      managedFields: [{ manager: 'kubelet' }],
    },
    spec: { containers: [{ name: 'istio-proxy', env: [{ name: 'PASSWORD', value: 'hunter2' }], ports: [] }] },
    status: { phase: 'Running', podIP: '10.40.0.10' },
  };
}

export function list(...items: readonly object[]): string {
  return JSON.stringify({ apiVersion: 'v1', kind: 'List', items }, null, 4);
}

const DEPLOYMENT = {
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'istio-ingressgateway', namespace: NAMESPACE },
  spec: { selector: { matchLabels: { istio: 'ingressgateway', app: 'istio-ingressgateway' } } },
};

export const VERSIONS: Readonly<Record<'kubectl' | 'istioctl', string>> = {
  kubectl: JSON.stringify({ clientVersion: { gitVersion: 'v1.32.4' }, serverVersion: { gitVersion: 'v1.31.0' } }),
  istioctl: JSON.stringify({ clientVersion: { version: '1.30.3' } }),
};

export const NO_KIND = 'error: the server doesn\'t have a resource type "x"\n';

/** The dump of a pod: a sample's, with the pod's own name in its node id. */
export function dumpOf(sample: string, pod: string, edit: (text: string) => string = (text: string) => text): string {
  return edit(readFileSync(samplePath(sample), 'utf8').replaceAll('istio-ingressgateway-7d9c8b6f5-x2x4q', pod));
}

interface Kubernetes {
  readonly kind: string;
  readonly apiVersion: string;
  readonly items?: readonly Kubernetes[];
}

/** Resources of a sample as kubectl lists them, by kubectl's name of the kind. */
export function resourceListsOf(sample: string): Record<string, string> {
  const folder = samplePath(sample, 'resources');
  const objects = readdirSync(folder)
    .flatMap((file) => loadYaml(readFileSync(`${folder}/${file}`, 'utf8')) as (Kubernetes | null)[])
    .flatMap((object) => object?.items ?? object ?? []);
  const lists: Record<string, string> = {};
  for (const [name, group, kind] of [
    ['gateways.networking.istio.io', 'networking.istio.io', 'Gateway'],
    ['virtualservices.networking.istio.io', 'networking.istio.io', 'VirtualService'],
    ['destinationrules.networking.istio.io', 'networking.istio.io', 'DestinationRule'],
    ['services', 'v1', 'Service'],
  ] as const) {
    lists[name] = list(...objects.filter((one) => one.kind === kind && one.apiVersion.startsWith(group)));
  }
  return lists;
}

export interface ClusterOptions {
  readonly sample?: string;
  readonly pods?: readonly string[];
  /** Rules that are asked before the cluster's own. */
  readonly istioctl?: readonly Rule[] | null;
  readonly kubectl?: readonly Rule[] | null;
  readonly edit?: (pod: string, text: string) => string;
  /** kubectl name of a kind → its list. */
  readonly resources?: Readonly<Record<string, string>>;
}

/** Stand-ins that answer for a healthy cluster, where the options do not say otherwise. */
export function clusterOf(options: ClusterOptions = {}): StandIns {
  const { sample = 'seed', pods = PODS, edit = (_pod: string, text: string): string => text, resources = {} } = options;
  const standIns = new StandIns();
  const dumps = pods.map((pod) => {
    const file = standIns.path(`${pod}.json`);
    writeFileSync(
      file,
      dumpOf(sample, pod, (text) => edit(pod, text)),
    );
    return { pod, file };
  });
  const kubectl: Rule[] = [
    ...(options.kubectl ?? []),
    { args: '^version ', stdout: VERSIONS.kubectl },
    { args: '^config current-context', stdout: 'kind-test\n' },
    { args: '-- deployments.apps istio-ingressgateway$', stdout: JSON.stringify(DEPLOYMENT) },
    ...pods.map((pod) => ({ args: `-- pods ${pod}$`, stdout: JSON.stringify(podObject(pod)) })),
    { args: '--selector=gateway.networking.k8s.io/gateway-name -- pods$', stdout: list() },
    { args: ' -- pods$', stdout: list(...pods.map((pod) => podObject(pod))) },
    { args: '-- pods ', stderr: 'Error from server (NotFound): pods "x" not found\n', exitCode: 1 },
    ...dumps.map(({ pod, file }) => ({ args: ` ${pod} -- pilot-agent request GET config_dump`, file })),
    { args: 'pilot-agent request GET clusters', file: samplePath(sample, 'envoy_clusters.json') },
    ...Object.entries(resources).map(([kind, stdout]) => ({ args: ` -- ${kind}$`, stdout })),
    { args: '^get .*--all-namespaces -- (?:services|namespaces)$', stdout: list() },
    { args: '^get ', stderr: NO_KIND, exitCode: 1 },
  ];
  const istioctl: Rule[] = [
    ...(options.istioctl ?? []),
    { args: '^version ', stdout: VERSIONS.istioctl },
    ...dumps.map(({ pod, file }) => ({ args: `^proxy-config all .*-- ${pod}[.]${NAMESPACE}$`, file })),
  ];
  if (options.istioctl !== null) standIns.tool('istioctl', istioctl);
  if (options.kubectl !== null) standIns.tool('kubectl', kubectl);
  return standIns;
}
