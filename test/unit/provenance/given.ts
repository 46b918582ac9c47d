/** Small snapshots, read by the normalize room from the JSON that `istioctl proxy-config … -o json` prints. */
import { memorySource } from '../../../lib/base/source/index.ts';
import { normalize } from '../../../lib/normalize/index.ts';
import { sourceOf } from '../../../lib/model/index.ts';
import type { Attribution, EntityId, ResourceRef, Snapshot, Source } from '../../../lib/model/index.ts';
import { attribute } from '../../../lib/provenance/index.ts';
import type { Provenance } from '../../../lib/provenance/index.ts';
import { idsByPlace } from '../../support/entity-names.ts';

type Json = Readonly<Record<string, unknown>>;

export interface Given {
  readonly routes?: readonly Json[];
  readonly listeners?: readonly Json[];
  readonly clusters?: readonly Json[];
  readonly bootstrap?: Json;
}

function snapshotOf(given: Given): Snapshot {
  const inputs = Object.entries(given).map(([section, value]) => ({
    origin: { name: `${section}.json`, kind: 'file' as const },
    source: memorySource(Buffer.from(JSON.stringify(value))),
    named: true,
  }));
  return normalize(inputs);
}

export const VS = '/apis/networking.istio.io/v1/namespaces/shop/virtual-service/';
export const mark = (config: string): Json => ({ metadata: { filterMetadata: { istio: { config } } } });

/** A route to `cluster` with prefix `/` unless `more` says otherwise. */
export const to = (cluster: string, more: Json = {}): Json => ({ match: { prefix: '/' }, route: { cluster }, ...more });

export const host = (name: string, routes: readonly Json[], more: Json = {}): Json => ({
  name,
  domains: [name.replace(/:\d+$/, '')],
  routes,
  ...more,
});

export const config = (name: string, ...virtualHosts: readonly Json[]): Json => ({ name, virtualHosts });

const HCM = 'type.googleapis.com/envoy.extensions.filters.network.http_connection_manager.v3.HttpConnectionManager';
const TCP = 'type.googleapis.com/envoy.extensions.filters.network.tcp_proxy.v3.TcpProxy';

/** A filter chain that takes its routes from `routeConfigName`. */
export const http = (routeConfigName: string, more: Json = {}, hcm: Json = {}): Json => ({
  filters: [
    {
      name: 'envoy.filters.network.http_connection_manager',
      typedConfig: { '@type': HCM, statPrefix: 'outbound_0.0.0.0_8443;', rds: { routeConfigName }, ...hcm },
    },
  ],
  ...more,
});

export const tcp = (proxy: Json, more: Json = {}): Json => ({
  filters: [{ name: 'envoy.filters.network.tcp_proxy', typedConfig: { '@type': TCP, ...proxy } }],
  ...more,
});

export const listener = (address: string, port: number, ...filterChains: readonly Json[]): Json => ({
  name: `${address}_${String(port)}`,
  address: { socketAddress: { address, portValue: port } },
  filterChains,
});

export const cluster = (name: string, istio?: Json): Json => ({
  name,
  type: 'EDS',
  ...(istio === undefined ? {} : { metadata: { filterMetadata: { istio } } }),
});

export const node = (type: string, version?: string): Json => ({
  bootstrap: {
    node: {
      id: `${type}~10.0.0.1~pod.ns~ns.svc.cluster.local`,
      ...(version === undefined ? {} : { metadata: { ISTIO_VERSION: version } }),
    },
  },
});

/** `Kind ns/name`, `?` for an unknown name. */
export const spell = ({ kind, namespace, name }: ResourceRef): string => `${kind} ${namespace}/${name ?? '?'}`;

/** `status confidence what`: the resource and path, the candidates, or nothing. */
export function brief(attribution: Attribution | undefined): string {
  if (attribution === undefined) return 'missing';
  const { status, confidence, resource, path, candidates } = sourceOf(attribution);
  const what = resource === null ? candidates.map(spell).join(' | ') : [spell(resource), path ?? ''].join(' ').trim();
  return [status, confidence, what].join(' ').trim();
}

export interface Judged {
  readonly snapshot: Snapshot;
  readonly provenance: Provenance;
  /** By id, or by place, e.g. `route/0.0.0`. */
  readonly brief: (id: EntityId | string) => string;
  readonly source: (id: EntityId | string) => Source;
}

export function judge(given: Given): Judged {
  const snapshot = snapshotOf(given);
  const provenance = attribute(snapshot);
  const ids = idsByPlace(snapshot);
  const of = (at: EntityId | string): Attribution | undefined => {
    const id = typeof at === 'string' ? ids.get(at) : at;
    return id === undefined ? undefined : provenance.attributions.get(id);
  };
  return {
    snapshot,
    provenance,
    brief: (id) => brief(of(id)),
    source: (id) => {
      const found = of(id);
      if (found === undefined) throw new Error(`${String(id)} has no attribution`);
      return sourceOf(found);
    },
  };
}
