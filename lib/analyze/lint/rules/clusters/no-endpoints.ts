import type { Cluster, EndpointSummary } from '../../../../model/index.ts';
import { parseClusterName } from '../../../../provenance/index.ts';
import type { LintContext } from '../../context.ts';
import { clusterUses, entityOf, subjectOf } from '../../look/cluster-uses.ts';
import type { ClusterUse } from '../../look/cluster-uses.ts';
import { endpointsOf } from '../../look/endpoints-of.ts';
import { facts } from '../../probe/proof.ts';
import type { Proof } from '../../probe/proof.ts';
import { routeProof } from '../../probe/route-proof.ts';
import { defineRule } from '../../rule.ts';
import type { Draft, Rule, Unclear } from '../../rule.ts';

interface Args {
  readonly cluster: string;
  readonly subset: string;
  readonly used: boolean;
}

const LISTED: ReadonlySet<string> = new Set(['EDS', 'STATIC']);

export const noEndpoints: Rule = defineRule<Args>({
  code: 'no-endpoints',
  severity: 'error',
  needs: ['clusters', 'endpoints', 'routes'],
  absence: ['endpoints'],
  summary: 'A route sends to a cluster without a single endpoint: 503 (UH)',
  *check(context) {
    const uses = clusterUses(context);
    if (isWithoutAny(context)) {
      yield {
        subject: 'endpoints',
        unclear: 'no cluster at all has an endpoint: they were not recorded, or none arrived yet',
      };
      return;
    }
    for (const [name, list] of uses) {
      const cluster = context.index.cluster(name);
      if (cluster === null || cluster === undefined) continue;
      // What a DNS name resolved to when the dump was taken says nothing about now.
      if (!LISTED.has(cluster.type)) continue;
      const summary = endpointsOf(context, cluster);
      if (summary === null) {
        // Endpoints of the other kinds are made as requests come.
        if (cluster.type === 'EDS') yield { subject: name, unclear: 'the input holds no endpoints of this cluster' };
      } else if (summary.total === 0) {
        for (const use of list) yield finding(context, cluster, use);
      }
    }
    yield* unusedSubsets(context, uses);
  },
  message: ({ cluster, used }) =>
    used
      ? `sends to ${cluster}, which has no endpoint: 503 (UH)`
      : `subset cluster ${cluster} has no endpoint although its Service has some; no route of this proxy uses it yet`,
  fix: ({ subset }) =>
    subset === ''
      ? 'see whether pods are ready and the selector of the Service fits their labels'
      : `see whether pods are ready and the labels of subset ${subset} in the DestinationRule fit them`,
});

function finding(context: LintContext, { name }: Cluster, use: ClusterUse): Draft<Args> {
  const { place, as } = use;
  const { subset = '' } = parseClusterName(name) ?? {};
  const severity = as === 'mirror' ? 'warning' : 'error';
  const stated = [`the route sends to ${name}`, 'its list of endpoints in the input is empty'];
  const proof: Proof =
    place === null
      ? facts(...stated)
      : routeProof(context, place, `The route takes it, and ${name} has no endpoint.`, ...stated);
  const args = { cluster: name, subset, used: true };
  return { subject: subjectOf(use), args, confidence: 'certain', of: [entityOf(use)], proof, severity };
}

/** Only where the Service itself has endpoints: then the subset's labels are the reason. */
function* unusedSubsets(
  context: LintContext,
  uses: ReadonlyMap<string, readonly ClusterUse[]>,
): Iterable<Draft<Args> | Unclear> {
  for (const cluster of context.snapshot.clusters) {
    const parts = parseClusterName(cluster.name);
    if (parts === null || parts.subset === '' || parts.direction !== 'outbound' || uses.has(cluster.name)) continue;
    const base = context.index.cluster(`outbound|${String(parts.port)}||${parts.host}`);
    if (base === null || base === undefined) continue;
    const whole = endpointsOf(context, base);
    const own: EndpointSummary | null = endpointsOf(context, cluster);
    if (own?.total !== 0 || whole === null || whole.total === 0) continue;
    const rule = context.view.destinationRuleOf(cluster.id);
    yield {
      subject: cluster.name,
      args: { cluster: cluster.name, subset: parts.subset, used: false },
      confidence: 'certain',
      resources:
        rule?.resource === null || rule === null
          ? []
          : [{ ...rule.resource, path: rule.path, location: rule.location }],
      severity: 'info',
      proof: facts(`${cluster.name} has 0 endpoints`, `${base.name} has ${String(whole.total)}`),
    };
  }
}

/** A handful of empty lists may be a handful of empty services. */
const MANY = 10;

function isWithoutAny({ snapshot }: LintContext): boolean {
  const lists = snapshot.endpoints.filter(({ from }) => from === 'eds');
  return (
    lists.length >= MANY && lists.every(({ localities }) => localities.every(({ endpoints }) => endpoints.length === 0))
  );
}
