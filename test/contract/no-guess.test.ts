/** Dumps and resources that contradict each other, or that fit in more than one way: no claim is surer than they allow. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { dump as toYaml, loadAll } from 'js-yaml';
import type { Source } from '../../lib/model/index.ts';
import { sampleBytes, samplePath } from '../support/samples.ts';
import { jsonOf } from './answers.ts';

type Json = Record<string, unknown>;

const EXTRA = '/apis/networking.istio.io/v1/namespaces/shop/virtual-service/storefront-extra';

/** A sample's dump in which `change` was told of every object. */
function edited(sample: string, change: (object: Json) => void): string {
  return JSON.stringify(
    JSON.parse(sampleBytes(sample).toString('utf8'), (_key, value: unknown) => {
      if (typeof value === 'object' && value !== null && !Array.isArray(value)) change(value as Json);
      return value;
    }),
  );
}

function resourcesOf(sample: string, ...files: readonly string[]): Json[] {
  return files.flatMap((file) => loadAll(readFileSync(samplePath(sample, `resources/${file}`), 'utf8')) as Json[]);
}

function nameOf({ metadata }: Json): unknown {
  return (metadata as Json)['name'];
}

function envoyFilter(patch: Json): Json {
  const metadata = { name: 'a-patch', namespace: 'istio-system' };
  return {
    apiVersion: 'networking.istio.io/v1alpha3',
    kind: 'EnvoyFilter',
    metadata,
    spec: { configPatches: [patch] },
  };
}

function says({ status, confidence, resource, path, candidates }: Source): string {
  const named = resource === null ? candidates : [resource];
  const owners = named.map(({ kind, namespace, name }) => `${kind} ${namespace}/${name ?? '?'}`).join(' | ');
  return [status, confidence, owners, path ?? ''].filter((part) => part !== '').join(' ');
}

describe('no claim is surer than the input', () => {
  let folder = '';
  before(() => (folder = mkdtempSync(join(tmpdir(), 'whyroute-no-guess-'))));
  after(() => {
    rmSync(folder, { recursive: true });
  });

  async function ask(command: 'routes' | 'clusters' | 'listeners', text: string, resources: readonly Json[] = []) {
    const dump = join(folder, 'dump.json');
    writeFileSync(dump, text);
    const given = join(folder, 'resources.yaml');
    writeFileSync(given, resources.map((one) => toYaml(one)).join('---\n'));
    const { envelope } = await jsonOf(command, [dump, ...(resources.length === 0 ? [] : ['-r', given])]);
    return envelope.result as unknown as Record<string, readonly (Json & { source: Source })[]>;
  }

  async function routesOf(host: string, text: string, resources: readonly Json[] = []): Promise<string[]> {
    const { routes = [] } = await ask('routes', text, resources);
    return routes.filter(({ virtualHost }) => virtualHost === host).map(({ source }) => says(source));
  }

  async function chainOf(port: number, text: string, resources: readonly Json[]): Promise<string> {
    const { listeners = [] } = await ask('listeners', text, resources);
    const found = listeners.find((one) => one['port'] === port);
    return says(((found?.['filterChains'] ?? []) as { source: Source }[])[0]?.source as Source);
  }

  it('a JWT claim is a condition, and which one it is is not compared', async () => {
    const dump = edited('shop', (object) => {
      const config = JSON.stringify(object['metadata'] ?? '');
      const match = object['match'] as Json | undefined;
      if (!config.includes(EXTRA) || match?.['prefix'] !== '/cart/promo') return;
      const path = [{ key: 'request.auth.claims' }, { key: 'group' }];
      object['match'] = { prefix: '/', case_sensitive: true, dynamic_metadata: [{ filter: 'istio_authn', path }] };
    });
    const resources = resourcesOf('shop', 'istio.yaml', 'kubernetes.yaml');
    const extra = resources.find((one) => nameOf(one) === 'storefront-extra')?.['spec'] as { http: Json[] };
    const claims = { '@request.auth.claims.group': { exact: 'admin' } };
    (extra.http[0] as Json)['match'] = [{ uri: { prefix: '/' }, headers: claims }];
    const found = (await routesOf('shop.example.com:443', dump, resources)).filter((one) => one.includes('extra'));
    expect(found).to.deep.equal([
      'attributed likely VirtualService shop/storefront-extra http[0].match[0]',
      'attributed certain VirtualService shop/storefront-extra http[1].match[0]',
      'attributed certain VirtualService shop/storefront-extra http[2]',
    ]);
  });

  it('an EnvoyFilter that only changes what is there made no chain and no cluster', async () => {
    const dump = sampleBytes('shop').toString('utf8');
    const without = (name: string): Json[] =>
      resourcesOf('shop', 'istio.yaml', 'kubernetes.yaml').filter((one) => nameOf(one) !== name);
    const value = { name: 'lua', per_connection_buffer_limit_bytes: 1 };
    for (const [applyTo, operation, isMaker] of [
      ['HTTP_FILTER', 'INSERT_BEFORE', false],
      ['LISTENER', 'MERGE', false],
      ['FILTER_CHAIN', 'MERGE', false],
      ['FILTER_CHAIN', 'ADD', true],
    ] as const) {
      const said = await chainOf(15443, dump, [
        ...without('vault'),
        envoyFilter({ applyTo, patch: { operation, value } }),
      ]);
      expect(said.includes('EnvoyFilter istio-system/a-patch'), `${applyTo} ${operation}`).to.equal(isMaker);
    }
    const merge = envoyFilter({ applyTo: 'CLUSTER', patch: { operation: 'MERGE', value: { connect_timeout: '1s' } } });
    const { clusters = [] } = await ask('clusters', dump, [...without('mongo'), merge]);
    expect(clusters.map(({ source }) => says(source)).filter((one) => one.includes('EnvoyFilter'))).to.deep.equal([]);
  });

  it('a stat prefix that names another VirtualService is not overruled', async () => {
    const dump = edited('shop', (object) => {
      if (object['cluster'] !== 'outbound|27017||mongo.data.svc.cluster.local' || object['stat_prefix'] === undefined)
        return;
      object['weighted_clusters'] = {
        clusters: [
          { name: object['cluster'], weight: 1 },
          { name: 'b', weight: 1 },
        ],
      };
      object['stat_prefix'] = 'old-mongo.legacy';
      delete object['cluster'];
    });
    const said = await chainOf(31400, dump, resourcesOf('shop', 'istio.yaml', 'kubernetes.yaml'));
    expect(said).to.equal('attributed possible VirtualService legacy/old-mongo');
  });

  it('what stands in allow_any is built in only as Istio writes it', async () => {
    for (const [change, expected] of [
      [{}, 'synthetic certain'],
      [{ name: 'my-auth' }, 'unattributed likely'],
      [{ match: { prefix: '/login' } }, 'unattributed likely'],
      [{ match: { prefix: '/', headers: [{ name: 'a', present_match: true }] } }, 'unattributed likely'],
    ] as const) {
      const dump = edited('sidecar', (object) => {
        if (object['name'] !== 'allow_any' || object['route'] === undefined) return;
        for (const [key, value] of Object.entries(change)) object[key] = value;
      });
      expect(new Set(await routesOf('allow_any', dump)), JSON.stringify(change)).to.deep.equal(new Set([expected]));
    }
  });

  it('routes of an Ingress that is not given are never surely those of another', async () => {
    const resources = resourcesOf('k8s-ingress', 'kubernetes.yaml').filter((one) => nameOf(one) !== 'front-two');
    for (const one of resources)
      if (one['kind'] === 'Ingress' && nameOf(one) === 'front') (one['metadata'] as Json)['name'] = 'blue';
    const found = await routesOf('front.example.org:80', sampleBytes('k8s-ingress').toString('utf8'), resources);
    expect(found.length).to.be.greaterThan(2);
    expect(found.filter((one) => one.includes('certain'))).to.deep.equal([]);
  });

  it('of two ServiceEntries with one host none is chosen', async () => {
    const services = [{ host: 'dup.example', name: 'dup.example', namespace: 'shop' }];
    const cluster = {
      name: 'outbound|443||dup.example',
      type: 'STRICT_DNS',
      metadata: { filter_metadata: { istio: { services } } },
    };
    const entry = (name: string): Json => ({
      apiVersion: 'networking.istio.io/v1',
      kind: 'ServiceEntry',
      metadata: { name, namespace: 'shop' },
      spec: { hosts: ['dup.example'], ports: [{ number: 443, name: 'https', protocol: 'HTTPS' }], resolution: 'DNS' },
    });
    const dump = edited('shop', (object) => {
      if (Array.isArray(object['dynamic_active_clusters'])) object['dynamic_active_clusters'].push({ cluster });
    });
    const { clusters = [] } = await ask('clusters', dump, [
      ...resourcesOf('shop', 'istio.yaml', 'kubernetes.yaml'),
      entry('one'),
      entry('two'),
    ]);
    const found = clusters.find(({ name }) => name === 'outbound|443||dup.example');
    expect(says(found?.source as Source)).to.match(
      /^ambiguous likely ServiceEntry shop\/(?:one|two) \| ServiceEntry shop\/(?:one|two)$/,
    );
  });

  it('a destination that was not given may be an alias of an outside host, and may be not', async () => {
    const dump = sampleBytes('shop').toString('utf8').replaceAll('blog.shop.svc.cluster.local', 'evil.example');
    const resources = resourcesOf('shop', 'istio.yaml', 'kubernetes.yaml').filter((one) => nameOf(one) !== 'blog');
    const found = (await routesOf('shop.example.com:443', dump, resources)).filter((one) =>
      one.includes('extra http[1]'),
    );
    expect(found).to.deep.equal(['attributed likely VirtualService shop/storefront-extra http[1].match[0]']);
  });

  it('a host rewrite is no proof of an HTTPRoute: a GRPCRoute sets Host as well', async () => {
    const dump = edited('gateway-api', (object) => {
      if (object['name'] === 'store.echo.0') (object['route'] as Json)['host_rewrite_literal'] = 'echo.internal';
    });
    const { routes = [] } = await ask('routes', dump);
    const found = routes.filter(({ source }) => says(source).includes('store/echo')).map(({ source }) => says(source));
    expect(found.length).to.be.greaterThan(0);
    for (const one of found) expect(one).to.match(/^ambiguous .*GRPCRoute store\/echo/);
  });

  it('a Gateway that was not given may share a plain-text port', async () => {
    const dump = sampleBytes('shop').toString('utf8');
    const resources = resourcesOf('shop', 'istio.yaml', 'kubernetes.yaml');
    const ofShop = resources.filter(
      ({ kind, metadata }) => kind !== 'Gateway' || (metadata as Json)['namespace'] === 'shop',
    );
    const { routeConfigs = [] } = await ask('routes', dump, ofShop);
    const found = routeConfigs.find((one) => one['routeConfig'] === 'http.8080');
    expect(says(found?.source as Source)).to.equal('attributed likely Gateway shop/shop');
  });
});
