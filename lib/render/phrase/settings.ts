import type { ForwardAction, HeaderMutations, RetryPolicy, RouteAction, WeightedCluster } from '../../model/index.ts';
import { otherFilters } from './action.ts';
import type { ClusterWords } from './cluster.ts';
import { headersWords } from './headers.ts';
import { rawText } from './raw.ts';

function timeoutWords(timeout: string | undefined): string {
  if (timeout === undefined) return "timeout 15s (Envoy's default)";
  return timeout === '0s' ? 'no timeout' : `timeout ${timeout}`;
}

function retryWords(policy: RetryPolicy): string {
  // retry_policy.num_retries is 1 when absent (route_components.proto).
  let words = `retries ${policy.numRetries === undefined ? '1 (default)' : String(policy.numRetries)}`;
  if (policy.retryOn !== undefined) words += ` on ${policy.retryOn}`;
  if (policy.retriableStatusCodes !== undefined) words += ` (${policy.retriableStatusCodes.map(String).join(',')})`;
  return policy.perTryTimeout === undefined ? words : `${words}, ${policy.perTryTimeout} each`;
}

/** What one weighted member does beside taking its share. */
function memberWords(member: WeightedCluster, clusters: ClusterWords): readonly string[] {
  const parts: string[] = [];
  if (member.headers !== undefined) parts.push(...headersWords(member.headers));
  if (member.hostRewrite !== undefined) parts.push(`host ${member.hostRewrite}`);
  const filters = Object.keys(member.perFilterConfig ?? {});
  if (filters.length > 0) parts.push(`filters ${filters.join(', ')}`);
  if (parts.length === 0) return [];
  const name = member.name === undefined ? `header ${member.clusterHeader ?? ''}` : clusters.whole(member.name);
  return [`${name}: ${parts.join(', ')}`];
}

function clusterSettings(action: ForwardAction, clusters: ClusterWords): readonly string[] {
  const out: string[] = [];
  if (action.cluster.kind === 'weighted') {
    const { runtimeKeyPrefix, randomValueHeader, useHashPolicy } = action.cluster;
    if (runtimeKeyPrefix !== undefined) out.push(`weights may be overridden at run time (${runtimeKeyPrefix})`);
    if (randomValueHeader !== undefined) out.push(`share chosen by header ${randomValueHeader}`);
    if (useHashPolicy === true) out.push('share chosen by hash policy');
    for (const member of action.cluster.clusters) out.push(...memberWords(member, clusters));
  }
  if (action.cluster.kind === 'plugin' && action.cluster.raw !== undefined) {
    out.push(`plugin ${rawText(action.cluster.raw)}`);
  }
  if (action.clusterNotFoundResponseCode !== undefined) {
    out.push(`${action.clusterNotFoundResponseCode} when the cluster is missing`);
  }
  return out;
}

function forwardSettings(action: ForwardAction, clusters: ClusterWords): readonly string[] {
  const out: string[] = [timeoutWords(action.timeout)];
  if (action.idleTimeout !== undefined) out.push(`idle timeout ${action.idleTimeout}`);
  if (action.maxStreamDuration !== undefined) out.push(`stream limit ${action.maxStreamDuration}`);
  if (action.retryPolicy !== undefined) out.push(retryWords(action.retryPolicy));
  out.push(...clusterSettings(action, clusters));
  for (const { type, enabled } of action.upgrades ?? []) out.push(`upgrade ${type}${enabled ? '' : ' refused'}`);
  for (const policy of action.hashPolicy ?? []) out.push(`hash policy ${rawText(policy)}`);
  if (action.appendXForwardedHost === true) out.push('x-forwarded-host appended');
  if (action.internalRedirect === true) out.push('internal redirects followed');
  if (action.priority !== undefined) out.push(`priority ${action.priority}`);
  if (action.metadataMatch !== undefined) out.push(`endpoints with metadata ${rawText(action.metadataMatch)}`);
  return out;
}

function actionSettings(action: RouteAction, clusters: ClusterWords): readonly string[] {
  switch (action.kind) {
    case 'forward':
      return forwardSettings(action, clusters);
    case 'directResponse': {
      const out: string[] = [];
      if (action.body !== undefined) out.push(`body ${JSON.stringify(action.body)}`);
      if (action.bodyKind !== undefined) out.push(`body from ${action.bodyKind}`);
      return out;
    }
    case 'unsupported':
      return [rawText(action.raw)];
    case 'redirect':
    case 'nonForwarding':
    case 'none':
      return [];
  }
}

interface Settled {
  readonly action: RouteAction;
  readonly headers?: HeaderMutations;
  readonly perFilterConfig?: Readonly<Record<string, unknown>>;
}

/** Everything a route does that its destination does not say; one phrase with `; ` between the settings. */
export function settingsWords(route: Settled, clusters: ClusterWords): string {
  const out = [...actionSettings(route.action, clusters)];
  if (route.headers !== undefined) out.push(...headersWords(route.headers));
  const filters = otherFilters(route.perFilterConfig);
  if (filters.length > 0) out.push(`filters ${filters.join(', ')}`);
  return out.join('; ');
}
