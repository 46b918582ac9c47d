/** envoy.config.endpoint.v3.LocalityLbEndpoints and LbEndpoint. */
import type { Endpoint, LocalityEndpoints } from '../../model/index.ts';
import { enumName, ignored, list, member, message, number, object, text } from '../read/index.ts';
import type { Reading } from '../read/index.ts';
import { addressText, readAddress } from './address.ts';

type EndpointDraft = { -readonly [Key in keyof Endpoint]: Endpoint[Key] };
type LocalityDraft = { -readonly [Key in keyof LocalityEndpoints]: LocalityEndpoints[Key] };

/** envoy.config.core.v3.HealthStatus by number. */
const HEALTH = ['UNKNOWN', 'HEALTHY', 'UNHEALTHY', 'DRAINING', 'TIMEOUT', 'DEGRADED'];

export function healthName(value: unknown): string {
  return enumName(value, HEALTH) || 'UNKNOWN';
}

/** `region/zone/subZone` without empty parts at the end; empty for a locality that says nothing. */
export function localityText(raw: unknown): string {
  const parts = [member(raw, 'region'), member(raw, 'zone'), member(raw, 'sub_zone', 'subZone')].map(text);
  return parts.join('/').replace(/\/+$/, '');
}

const ENDPOINT = message<EndpointDraft>('envoy.config.endpoint.v3.Endpoint', {
  address: (draft, value, reading) => {
    draft.address = addressText(readAddress(value, reading));
  },
  hostname: (draft, value) => {
    if (text(value) !== '') draft.hostname = text(value);
  },
  health_check_config: ignored,
  additional_addresses: ignored,
  observability_name: ignored,
});

/** The keys below filter_metadata are Structs: the author's spelling (reference/istio-provenance.md 1.3). */
function readEndpointMetadata(draft: EndpointDraft, raw: unknown): void {
  const groups = member(raw, 'filter_metadata', 'filterMetadata');
  const workload = text(member(member(groups, 'istio'), 'workload'));
  const tlsMode = text(member(member(groups, 'envoy.transport_socket_match'), 'tlsMode'));
  if (workload !== '') draft.workload = workload;
  if (tlsMode !== '') draft.tlsMode = tlsMode;
}

const LB_ENDPOINT = message<EndpointDraft>('envoy.config.endpoint.v3.LbEndpoint', {
  endpoint: (draft, value, reading) => {
    ENDPOINT(draft, value, reading);
  },
  health_status: (draft, value) => {
    draft.health = healthName(value);
  },
  load_balancing_weight: (draft, value) => {
    draft.weight = number(value);
  },
  metadata: readEndpointMetadata,
});

function readEndpoints(value: unknown, reading: Reading): Endpoint[] {
  return list(value).map((raw) => LB_ENDPOINT({ address: '', health: 'UNKNOWN' }, raw, reading));
}

const LOCALITY = message<LocalityDraft>('envoy.config.endpoint.v3.LocalityLbEndpoints', {
  locality: (draft, value) => {
    draft.locality = localityText(value);
  },
  priority: (draft, value) => {
    draft.priority = number(value);
  },
  load_balancing_weight: (draft, value) => {
    draft.weight = number(value);
  },
  lb_endpoints: (draft, value, reading) => {
    draft.endpoints = readEndpoints(value, reading);
  },
  load_balancer_endpoints: (draft, value, reading) => {
    draft.endpoints = readEndpoints(member(value, 'lb_endpoints', 'lbEndpoints'), reading);
  },
  metadata: ignored,
  proximity: ignored,
});

export function readLocalities(value: unknown, reading: Reading): LocalityEndpoints[] {
  return list(value)
    .filter((raw) => object(raw) !== undefined)
    .map((raw) => LOCALITY({ locality: '', priority: 0, endpoints: [] }, raw, reading));
}

/** v2 `hosts`: addresses without locality, weight or health. */
export function localityOfHosts(value: unknown, reading: Reading): LocalityEndpoints[] {
  const endpoints = list(value).map((raw) => ({ address: addressText(readAddress(raw, reading)), health: 'UNKNOWN' }));
  return endpoints.length === 0 ? [] : [{ locality: '', priority: 0, endpoints }];
}
