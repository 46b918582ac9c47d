import type { CircuitBreakers, ClusterRow, EndpointSummary, OutlierDetection } from '../../model/index.ts';
import { rawText } from './raw.ts';
import { transportWords } from './tls.ts';

/** `2/3 healthy`, `none` when the input proves there are none, `unknown` when it holds none of the facts. */
export function endpointWords(endpoints: EndpointSummary | null): string {
  if (endpoints === null) return 'unknown';
  if (endpoints.total === 0) return 'none';
  return `${String(endpoints.healthy)}/${String(endpoints.total)} healthy`;
}

const BREAKER_WORDS = [
  ['maxConnections', 'connections'],
  ['maxPendingRequests', 'pending'],
  ['maxRequests', 'requests'],
  ['maxRetries', 'retries'],
] as const satisfies readonly (readonly [keyof CircuitBreakers, string])[];

/** 2^32-1 is Istio's way to say "no limit" (reference/istio-provenance.md 5); not worth a word. */
const NO_LIMIT = 4_294_967_295;

function breakerWords(breakers: CircuitBreakers): readonly string[] {
  const limits: string[] = [];
  for (const [key, name] of BREAKER_WORDS) {
    const limit = breakers[key];
    if (limit !== undefined && limit !== NO_LIMIT) limits.push(`${name} ${String(limit)}`);
  }
  if (limits.length === 0) return [];
  const priority = breakers.priority === 'DEFAULT' ? '' : ` (priority ${breakers.priority})`;
  return [`at most ${limits.join(', ')}${priority}`];
}

function outlierWords(outlier: OutlierDetection): string {
  const parts: string[] = [];
  if (outlier.consecutive5xx !== undefined) parts.push(`consecutive 5xx ${String(outlier.consecutive5xx)}`);
  if (outlier.consecutiveGatewayFailure !== undefined) {
    parts.push(`consecutive gateway failures ${String(outlier.consecutiveGatewayFailure)}`);
  }
  if (outlier.interval !== undefined) parts.push(`interval ${outlier.interval}`);
  if (outlier.baseEjectionTime !== undefined) parts.push(`ejection ${outlier.baseEjectionTime}`);
  if (outlier.maxEjectionPercent !== undefined) parts.push(`at most ${String(outlier.maxEjectionPercent)}%`);
  if (outlier.other !== undefined) parts.push(rawText(outlier.other));
  return parts.length === 0 ? 'outlier detection' : `outlier detection: ${parts.join(', ')}`;
}

/** TLS toward the endpoints: the default socket, then those chosen by endpoint metadata. */
export function clusterTlsWords(row: ClusterRow): string {
  const parts: string[] = [];
  for (const match of row.transportSocketMatches ?? []) {
    const when = Object.entries(match.match).map(([key, value]) => `${key}=${value}`);
    parts.push(`${transportWords(match)} for endpoints ${when.length === 0 ? '(any)' : when.join(',')}`);
  }
  if (row.transportSocket !== undefined) parts.push(transportWords(row.transportSocket));
  return parts.length === 0 ? '-' : parts.join('; ');
}

/** Load balancing, limits and timeouts of a cluster, one phrase. */
export function clusterSettingsWords(row: ClusterRow): string {
  const out: string[] = [row.lbPolicy];
  if (row.connectTimeout !== undefined) out.push(`connect timeout ${row.connectTimeout}`);
  if (row.upstreamProtocol !== null) out.push(`protocol ${row.upstreamProtocol}`);
  if (row.edsServiceName !== undefined && row.edsServiceName !== row.name) out.push(`EDS ${row.edsServiceName}`);
  if (row.localityWeighted === true) out.push('locality weighted');
  if (row.panicThreshold !== null) out.push(`panic threshold ${String(row.panicThreshold)}%`);
  if (row.maxRequestsPerConnection !== undefined) {
    out.push(`${String(row.maxRequestsPerConnection)} requests a connection`);
  }
  for (const breakers of row.circuitBreakers ?? []) out.push(...breakerWords(breakers));
  if (row.outlierDetection !== undefined) out.push(outlierWords(row.outlierDetection));
  if (row.altStatName !== undefined) out.push(`stats as ${row.altStatName}`);
  return out.join('; ');
}
