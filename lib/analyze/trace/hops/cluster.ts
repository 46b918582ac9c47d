/** The clusters that may take the request, their subsets and their endpoints. */
import type { TraceHop } from '../../../model/index.ts';
import { parseClusterName } from '../../../provenance/index.ts';
import type { ClusterFate } from '../cluster-fate.ts';
import { nearClusters } from '../near/clusters.ts';
import type { Outcome } from '../outcome.ts';
import type { Tracer } from '../tracer.ts';
import { counted, listed } from '../words/quote.ts';
import { share } from '../words/why.ts';
import { hopOf } from './hop.ts';

export function clusterHops(tracer: Tracer, { answer, fates, filters }: Outcome): readonly TraceHop[] {
  if (filters?.answered?.certain === true) return [];
  const total = answer.clusters.reduce((sum, { weight }) => sum + weight, 0);
  return answer.clusters.flatMap(({ name, weight }, index) => {
    const fate = fates[index];
    if (fate === undefined) return [];
    const part = answer.clusters.length === 1 ? 'All requests of this route' : `${share(weight, total)} of requests`;
    return [clusterHop(tracer, name, fate, part), ...subsetHop(tracer, name, fate), ...endpointsHop(name, fate)];
  });
}

function clusterHop(tracer: Tracer, name: string, fate: ClusterFate, part: string): TraceHop {
  const found = 'cluster' in fate ? fate.cluster : null;
  const shared = {
    stage: 'cluster',
    chosen: name,
    source: found === null ? null : tracer.view.sourceOf(found.id),
  } as const;
  switch (fate.kind) {
    case 'missing':
      return hopOf({
        ...shared,
        outcome: 'answered',
        decided: `${part}: there is no cluster of this name, and Envoy answers 503 (NC).`,
        losers: nearClusters(tracer, name),
      });
    case 'warming':
      return hopOf({
        ...shared,
        outcome: 'answered',
        decided: `${part}: it is still warming, and Envoy answers 503 (NC).`,
      });
    case 'unseen':
      return found === null
        ? hopOf({ ...shared, outcome: 'open', decided: `${part} go to it; the input does not hold it.` })
        : hopOf({ ...shared, decided: `${part} go to it (${found.type}).` });
    case 'noHost':
    case 'load':
      return hopOf({ ...shared, decided: `${part} go to it.` });
  }
}

/** Istio makes a cluster a subset; the DestinationRule that defines it is the one to look at. */
function subsetHop({ view }: Tracer, name: string, fate: ClusterFate): readonly TraceHop[] {
  const parts = parseClusterName(name);
  if (parts === null || parts.subset === '') return [];
  const cluster = 'cluster' in fate ? fate.cluster : null;
  if (cluster === null) {
    const decided = `Subset ${parts.subset} of ${parts.host}: no cluster is made of it, so no DestinationRule that this proxy sees defines it for port ${String(parts.port)}.`;
    return fate.kind === 'missing'
      ? [hopOf({ stage: 'subset', outcome: 'answered', chosen: parts.subset, decided })]
      : [];
  }
  const source = view.destinationRuleOf(cluster.id) ?? view.sourceOf(cluster.id);
  const decided = `Subset ${parts.subset} of ${parts.host}.`;
  return [hopOf({ stage: 'subset', chosen: parts.subset, source, decided })];
}

function endpointsHop(name: string, fate: ClusterFate): readonly TraceHop[] {
  const shared = { stage: 'endpoints', chosen: name } as const;
  if (fate.kind === 'unseen') {
    if (fate.cluster === null) return [];
    return [hopOf({ ...shared, outcome: 'open', decided: 'Which endpoints it has is not in the input.' })];
  }
  if (fate.kind === 'noHost') {
    const hosts = fate.localities.flatMap(({ endpoints }) => endpoints);
    const health = hosts.map(({ address, health: state }) => `${address} ${state}`);
    const panic = fate.cluster.panicThreshold === 0 ? ' Panic mode is off (Istio), so unhealthy ones get nothing.' : '';
    const decided =
      hosts.length === 0
        ? 'It has no endpoint: Envoy answers 503 (UH).'
        : `None of its ${counted(hosts.length, 'endpoint')} takes traffic: Envoy answers 503 (UH).${panic}`;
    return [hopOf({ ...shared, outcome: 'answered', consulted: health.slice(0, 8), decided })];
  }
  if (fate.kind !== 'load') return [];
  const parts = fate.load.priorities.filter(({ percent }) => percent > 0);
  const hosts = parts.flatMap(({ localities }) => localities.flatMap((locality) => locality.hosts));
  const panic = parts.some((priority) => priority.panic)
    ? ' Too few are healthy (panic): unhealthy ones get traffic too.'
    : '';
  const levels =
    parts.length < 2
      ? ''
      : ` Priorities: ${parts.map(({ priority, percent }) => `P${String(priority)} ${String(Math.round(percent))} %`).join(', ')}.`;
  const decided = `${counted(hosts.length, 'endpoint')}: ${listed(
    hosts.map(({ address, workload }) =>
      workload === undefined ? address : `${address} (${workload.split(';')[0] ?? ''})`,
    ),
    5,
  )}.${levels}${panic}`;
  return [hopOf({ ...shared, decided })];
}
