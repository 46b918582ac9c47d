import { groupBy } from '../../../../base/index.ts';
import type { ClusterNameParts, Snapshot } from '../../../../model/index.ts';
import { parseClusterName } from '../../../../provenance/index.ts';
import type { LintContext } from '../../context.ts';
import { clusterUses, entityOf, subjectOf } from '../../look/cluster-uses.ts';
import type { ClusterUse } from '../../look/cluster-uses.ts';
import { isGateway } from '../../proxy-kind.ts';
import { facts } from '../../probe/proof.ts';
import { routeProof } from '../../probe/route-proof.ts';
import { defineRule } from '../../rule.ts';
import type { Rule } from '../../rule.ts';
import { some } from '../../words/source-words.ts';

type Why = 'subset' | 'port' | 'namespace' | 'host';

interface Args {
  readonly cluster: string;
  readonly host: string;
  readonly wanted: string;
  readonly why: Why;
  /** What is there instead: subsets, ports or hosts. */
  readonly near: readonly string[];
  readonly tcp: boolean;
}

/** Not ours to judge: made by Istio, or reported by a rule of its own. */
export const SPECIAL: ReadonlySet<string> = new Set([
  'UnknownService',
  'BlackHoleCluster',
  'PassthroughCluster',
  'InboundPassthroughCluster',
  'prometheus_stats',
  'agent',
  'sds-grpc',
  'xds-grpc',
  'zipkin',
]);

const WORDS = {
  subset: ({ host, wanted, near }) =>
    `${host} has no subset ${wanted} in this proxy${near.length === 0 ? '' : `, only ${some(near)}`}`,
  port: ({ host, wanted, near }) => `${host} has no port ${wanted}, only ${some(near)}`,
  namespace: ({ host, near }) => `${host} is not known to this proxy; there is ${some(near)}`,
  host: ({ host }) => `${host} is not known to this proxy`,
} as const satisfies Record<Why, (args: Args) => string>;

const FIXES = {
  subset: ({ host, wanted }) =>
    `define subset ${wanted} in a DestinationRule for ${host} that this proxy sees (exportTo), or drop the subset from the route`,
  port: ({ near }) => `use a port that the Service has (${some(near)}), or add the port to the Service`,
  namespace: ({ near }) => `write the full host name (${some(near)}): short names mean the namespace of the rule`,
  host: ({ host }) =>
    `correct the host, or make ${host} visible: a Service or ServiceEntry with that host, its exportTo, discoverySelectors`,
} as const satisfies Record<Why, (args: Args) => string>;

export const clusterNotFound: Rule = defineRule<Args>({
  code: 'cluster-not-found',
  severity: 'error',
  needs: ['clusters', 'routes'],
  absence: ['clusters'],
  summary: 'A route sends to a cluster that the proxy does not have: 503 (NC)',
  *check(context) {
    let known: KnownHosts | null = null;
    for (const [cluster, uses] of clusterUses(context)) {
      if (SPECIAL.has(cluster) || context.index.cluster(cluster) !== null) continue;
      known ??= knownHosts(context.snapshot);
      const missing = whyMissing(known, cluster);
      for (const use of uses) {
        if (use.as === 'mirror') continue;
        const args = { cluster, ...missing, tcp: use.as === 'tcp' };
        if (args.why === 'port' && isUnasked(context.snapshot, use, args.wanted)) continue;
        yield {
          subject: subjectOf(use),
          args,
          confidence: 'certain',
          of: [entityOf(use)],
          proof: proofOf(context, use, args),
        };
      }
    }
  },
  message: (args) =>
    `sends to ${args.cluster}, which is not there (${args.why}): ${WORDS[args.why](args)}. ${args.tcp ? 'Connections are closed' : 'Requests get 503 (NC)'}`,
  fix: (args) => FIXES[args.why](args),
});

function proofOf(context: LintContext, { place }: ClusterUse, args: Args): ReturnType<typeof facts> {
  const stated = [
    `the route names cluster ${args.cluster}`,
    `no cluster of the input has that name: ${WORDS[args.why](args)}`,
  ];
  if (place === null) return facts(...stated);
  return routeProof(context, place, `The route takes it, and its cluster ${args.cluster} is not there.`, ...stated);
}

interface KnownHosts {
  readonly byHost: ReadonlyMap<string, readonly ClusterNameParts[]>;
  /** Hosts of Kubernetes Services by their first label. */
  readonly byLabel: ReadonlyMap<string, readonly string[]>;
}

function knownHosts({ clusters }: Snapshot): KnownHosts {
  const all = clusters
    .flatMap(({ name }) => parseClusterName(name) ?? [])
    .filter(({ direction }) => direction === 'outbound');
  const byHost = groupBy(all, ({ host }) => host);
  const services = [...byHost.keys()].filter((host) => /\.svc(?:\.|$)/.test(host));
  return { byHost, byLabel: groupBy(services, (host) => host.split('.')[0] ?? host) };
}

function whyMissing({ byHost, byLabel }: KnownHosts, name: string): Pick<Args, 'host' | 'wanted' | 'why' | 'near'> {
  const parts = parseClusterName(name);
  if (parts === null) return { host: name, wanted: name, why: 'host', near: [] };
  const { host, port, subset } = parts;
  const same = byHost.get(host) ?? [];
  if (same.some((other) => other.port === port)) {
    const subsets = same.flatMap((other) => (other.port === port && other.subset !== '' ? [other.subset] : []));
    return { host, wanted: subset, why: 'subset', near: [...new Set(subsets)].sort() };
  }
  if (same.length > 0) {
    const ports = [...new Set(same.map((other) => other.port))].sort((a, b) => a - b).map(String);
    return { host, wanted: String(port), why: 'port', near: ports };
  }
  const near = [...(byLabel.get(host.split('.')[0] ?? host) ?? [])].sort();
  return { host, wanted: host, why: near.length === 0 ? 'host' : 'namespace', near };
}

/**
 * A sidecar has a VirtualService's routes on every port that any service of the mesh has, with that port as destination:
 * nobody calls a service on a port that it does not have.
 */
function isUnasked(snapshot: Snapshot, { place }: ClusterUse, port: string): boolean {
  if (place === null || isGateway(snapshot)) return false;
  return place.config.name === port || place.config.name.endsWith(`:${port}`);
}
