/** envoy.admin.v3.ClusterStatus: `/clusters?format=json`, the only place where ejection by outlier detection shows. */
import type { Endpoint, LocalityEndpoints } from '../../model/index.ts';
import { flag, ignored, list, message, number, text } from '../read/index.ts';
import type { Reading } from '../read/index.ts';
import { addressText, readAddress } from './address.ts';
import type { EndpointsDraft } from './load-assignment.ts';
import { healthName, localityText } from './locality-endpoints.ts';

/**
 * Flags of HostHealthStatus and what each makes of a host that discovery calls healthy (Host::Health in
 * envoy/upstream/upstream.h); the last two tell of a state in passing, which is no verdict by itself.
 */
const FLAGS = new Map<string, 'UNHEALTHY' | 'DEGRADED' | null>([
  ['failed_active_health_check', 'UNHEALTHY'],
  ['failed_outlier_check', 'UNHEALTHY'],
  ['active_hc_timeout', 'UNHEALTHY'],
  ['excluded_via_immediate_hc_fail', 'UNHEALTHY'],
  ['failed_active_degraded_check', 'DEGRADED'],
  ['failed_degraded_outlier_detection', 'DEGRADED'],
  ['pending_dynamic_removal', null],
  ['pending_active_hc', null],
]);

interface HealthDraft {
  health: string;
  failedChecks: string[];
}

const HEALTH_STATUS = message<HealthDraft>('envoy.admin.v3.HostHealthStatus', {
  eds_health_status: (draft, value) => {
    draft.health = healthName(value);
  },
  ...Object.fromEntries(
    [...FLAGS.keys()].map((name) => [
      name,
      (draft: HealthDraft, value: unknown): void => {
        if (flag(value)) draft.failedChecks.push(name);
      },
    ]),
  ),
});

/** Discovery's own bad news is more precise than a failed check; a failed check outweighs its good news. */
function verdict({ health, failedChecks }: HealthDraft): string {
  if (health !== 'HEALTHY' && health !== 'UNKNOWN' && health !== 'DEGRADED') return health;
  const effects = failedChecks.map((name) => FLAGS.get(name));
  if (effects.includes('UNHEALTHY')) return 'UNHEALTHY';
  return effects.includes('DEGRADED') ? 'DEGRADED' : health;
}

interface HostDraft {
  endpoint: { -readonly [Key in keyof Endpoint]: Endpoint[Key] };
  locality: string;
  priority: number;
}

const HOST = message<HostDraft>('envoy.admin.v3.HostStatus', {
  address: ({ endpoint }, value, reading) => {
    endpoint.address = addressText(readAddress(value, reading));
  },
  hostname: ({ endpoint }, value) => {
    if (text(value) !== '') endpoint.hostname = text(value);
  },
  health_status: ({ endpoint }, value, reading) => {
    const status = HEALTH_STATUS({ health: 'UNKNOWN', failedChecks: [] }, value, reading);
    endpoint.health = verdict(status);
    endpoint.failedChecks = status.failedChecks.sort();
  },
  weight: ({ endpoint }, value) => {
    endpoint.weight = number(value);
  },
  priority: (draft, value) => {
    draft.priority = number(value);
  },
  locality: (draft, value) => {
    draft.locality = localityText(value);
  },
  stats: ignored,
  success_rate: ignored,
  local_origin_success_rate: ignored,
});

interface StatusDraft {
  clusterName: string;
  hosts: readonly HostDraft[];
}

const STATUS = message<StatusDraft>('envoy.admin.v3.ClusterStatus', {
  name: (draft, value) => {
    draft.clusterName = text(value);
  },
  host_statuses: (draft, value, reading) => {
    draft.hosts = list(value).map((raw) =>
      HOST({ endpoint: { address: '', health: 'UNKNOWN' }, locality: '', priority: 0 }, raw, reading),
    );
  },
  added_via_api: ignored,
  success_rate_ejection_threshold: ignored,
  local_origin_success_rate_ejection_threshold: ignored,
  circuit_breakers: ignored,
  observability_name: ignored,
  eds_service_name: ignored,
});

/** Hosts by priority and locality, in the order in which they first occur. */
function grouped(hosts: readonly HostDraft[]): LocalityEndpoints[] {
  const groups = new Map<string, { locality: string; priority: number; endpoints: Endpoint[] }>();
  for (const { endpoint, locality, priority } of hosts) {
    const key = `${String(priority)} ${locality}`;
    let group = groups.get(key);
    if (group === undefined) groups.set(key, (group = { locality, priority, endpoints: [] }));
    group.endpoints.push(endpoint);
  }
  return [...groups.values()];
}

/** One entry of `cluster_statuses[]`, or of the array that `istioctl proxy-config endpoints -o json` prints. */
export function readClusterStatus(raw: unknown, reading: Reading): EndpointsDraft {
  const { clusterName, hosts } = STATUS({ clusterName: '', hosts: [] }, raw, reading);
  return { clusterName, from: 'clusters', localities: grouped(hosts) };
}
