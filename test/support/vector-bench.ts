/** One listener made of raw Envoy JSON, asked one request: what the vectors of the reference need. */
import type { Answer, ProfileOverride, RequestInput } from '../../lib/matching/index.ts';
import { MatchingIndex, answer, profileOf, requestOf } from '../../lib/matching/index.ts';
import type { Snapshot } from '../../lib/model/index.ts';
import type { Raw } from './raw-json.ts';
import { HCM_TYPE, snapshotOf } from './read-dump.ts';

export interface BenchConfig {
  /** Matches of the routes of the one virtual host `v` on `*`, in order; each answers with its position. */
  readonly match?: Raw | readonly Raw[];
  /** Whole routes instead. */
  readonly routes?: readonly Raw[];
  /** Domains of virtual hosts named after them, each with one catch-all route. */
  readonly domains?: readonly string[];
  readonly hosts?: readonly Raw[];
  readonly hcm?: Raw;
  readonly rc?: Raw;
  /** The whole listener's chains instead of one plain chain. */
  readonly listener?: Raw;
  readonly clusters?: Raw;
  /** Runtime flags of the bootstrap, by their name after `envoy.reloadable_features.`. */
  readonly flags?: Readonly<Record<string, unknown>>;
  readonly runtime?: Readonly<Record<string, unknown>>;
  /** Minor version of Envoy 1.x; 40 unless said. */
  readonly minor?: number;
}

export const ANSWER = { direct_response: { status: 200 } };

export function hcmFilter(config: BenchConfig): Raw {
  const matches = config.match === undefined ? [] : [config.match].flat();
  const routes = config.routes ?? matches.map((match) => ({ match, ...ANSWER }));
  const named = config.domains?.map((domain) => ({
    name: domain,
    domains: [domain],
    routes: [{ match: { prefix: '/' }, ...ANSWER }],
  }));
  const hosts = config.hosts ?? named ?? [{ name: 'v', domains: ['*'], routes }];
  return {
    name: 'hcm',
    typed_config: {
      '@type': HCM_TYPE,
      route_config: { name: 'rc', virtual_hosts: hosts, ...config.rc },
      ...config.hcm,
    },
  };
}

export function benchSnapshot(config: BenchConfig): Snapshot {
  const listener = {
    name: 'l',
    address: { socket_address: { address: '0.0.0.0', port_value: 80 } },
    ...(config.listener ?? { filter_chains: [{ filters: [hcmFilter(config)] }] }),
  };
  return snapshotOf({
    configs: [
      { '@type': 'x.ListenersConfigDump', static_listeners: [{ listener }] },
      { '@type': 'x.RoutesConfigDump' },
      ...(config.clusters === undefined ? [] : [{ '@type': 'x.ClustersConfigDump', ...config.clusters }]),
    ],
  });
}

function overrideOf(config: BenchConfig): ProfileOverride {
  const runtime = new Map<string, unknown>(Object.entries(config.runtime ?? {}));
  for (const [flag, value] of Object.entries(config.flags ?? {}))
    runtime.set(`envoy.reloadable_features.${flag}`, value);
  return { envoyVersion: { major: 1, minor: config.minor ?? 40, patch: 0 }, runtime };
}

export function benchIndex(config: BenchConfig): MatchingIndex {
  const snapshot = benchSnapshot(config);
  return new MatchingIndex(snapshot, profileOf(snapshot.proxy, overrideOf(config)));
}

export function ask(config: BenchConfig, input: RequestInput): Answer {
  return answer(benchIndex(config), requestOf({ port: 80, scheme: 'http', authority: 'a', ...input }));
}

/** `v/0` for a route, `404`, `301 location`, `closed`, `503`, or `? gap` when it cannot be told. */
export function outcome(given: Answer): string {
  const { route, virtualHost, status, location, disposition } = given;
  if (disposition === 'indeterminate') return `? ${given.gaps.map(({ kind }) => kind).join(' ')}`;
  if (disposition === 'connection-closed') return 'closed';
  if (disposition === 'tcp-forwarded') return `tcp ${given.chain?.name ?? ''}`;
  if (disposition === 'bad-request') return String(status);
  if (location !== null) return `${String(status)} ${location}`;
  if (disposition === 'forwarded' && status !== null) return String(status);
  if (route !== null) return `${virtualHost?.name ?? ''}/${String(route.index)}`;
  return String(status);
}
