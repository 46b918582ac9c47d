/** What the recorded samples must show: the questions that whyroute was written for, with their answers. */
import { expect } from 'chai';
import type { ClusterSpecifier, RouteRow, Source } from '../../lib/model/index.ts';
import { sampleResult } from './answers.ts';

/** `STATUS KIND NS/NAME PATH`, as far as there is any. */
function short({ status, resource, path }: Source): string {
  const who = resource === null ? '' : ` ${resource.kind} ${resource.namespace}/${resource.name ?? '?'}`;
  return `${status}${who}${path === null ? '' : ` ${path}`}`;
}

function pathText({ match: { path } }: RouteRow): string {
  return 'value' in path ? `${path.kind} ${path.value}` : path.kind;
}

function clustersOf({ action }: RouteRow): ClusterSpecifier | null {
  return action.kind === 'forward' ? action.cluster : null;
}

async function routesOf(sample: string, virtualHost?: string): Promise<readonly RouteRow[]> {
  const { routes } = await sampleResult('routes', sample);
  return routes.filter((row) => virtualHost === undefined || row.virtualHost === virtualHost);
}

async function routeAt(sample: string, virtualHost: string, path: string): Promise<RouteRow> {
  const found = (await routesOf(sample, virtualHost)).find((row) => pathText(row) === path);
  if (found === undefined) throw new Error(`no route ${path} in ${virtualHost}`);
  return found;
}

/** Source of the filter chain that takes a server name. */
async function chainOf(sample: string, port: number, serverName?: string): Promise<Source> {
  const { listeners } = await sampleResult('listeners', sample);
  const chains = listeners.filter((row) => row.port === port).flatMap(({ filterChains }) => filterChains);
  const found = chains.find(({ match }) => serverName === undefined || match.serverNames?.[0] === serverName);
  if (found === undefined) throw new Error(`no chain for ${serverName ?? 'anything'} on ${String(port)}`);
  return found.source;
}

async function clusterOf(sample: string, name: string): Promise<{ source: Source; rule: Source | null }> {
  const { clusters } = await sampleResult('clusters', sample);
  const found = clusters.find((row) => row.name === name);
  if (found === undefined) throw new Error(`no cluster ${name}`);
  return { source: found.source, rule: found.destinationRule };
}

describe('seed: the walk-through that it records', () => {
  it('/grafana* on port 80 comes from VirtualService default/grafana and goes to v1 and v2, half each', async () => {
    const route = await routeAt('seed', '*:80', 'prefix /grafana');
    expect(short(route.source)).to.equal('attributed VirtualService default/grafana');
    expect(route.source.confidence).to.equal('certain');
    expect(route.ports).to.deep.equal([8080]);
    const cluster = clustersOf(route);
    expect(
      cluster?.kind === 'weighted' ? cluster.clusters.map(({ name, weight }) => [name, weight]) : cluster,
    ).to.deep.equal([
      ['outbound|80|v1|grafana.default.svc.cluster.local', 50],
      ['outbound|80|v2|grafana.default.svc.cluster.local', 50],
    ]);
  });

  it('the subsets come from DestinationRule default/grafana', async () => {
    for (const subset of ['v1', 'v2']) {
      const { source, rule } = await clusterOf('seed', `outbound|80|${subset}|grafana.default.svc.cluster.local`);
      expect(short(source)).to.match(/^attributed DestinationRule default\/grafana/);
      expect(rule === null ? null : short(rule)).to.match(/^attributed DestinationRule default\/grafana/);
    }
  });

  it('the dump does not name the Gateway of a plain-HTTP server: null, and said', async () => {
    const route = await routeAt('seed', '*:80', 'prefix /grafana');
    expect(route.source.gateways).to.deep.equal([]);
    expect(route.source.reason).to.match(/Gateway/);
    const listener = await chainOf('seed', 8080);
    expect(short(listener)).to.equal('synthetic');
    expect(listener.reason).to.match(/all Gateways on port 8080 \(declared as 80\)/);
  });

  it('the path of a request there: VirtualService, Service, DestinationRule', async () => {
    const { objects } = await sampleResult('explain', 'seed', 'http.8080/*:80/0');
    expect(objects[0]?.path.map(({ label }) => label)).to.deep.equal([
      'VirtualService default/grafana',
      'Service default/grafana',
      'DestinationRule default/grafana',
      'Service default/grafana',
      'DestinationRule default/grafana',
    ]);
  });
});

describe('shop', () => {
  it('the vault and mongo chains name no Gateway and no VirtualService: the dump has neither', async () => {
    for (const [port, serverName, service] of [
      [15443, 'vault.example.com', 'data/vault'],
      [31400, undefined, 'data/mongo'],
    ] as const) {
      const source = await chainOf('shop', port, serverName);
      expect(short(source)).to.equal('unattributed');
      expect(source.reason)
        .to.include(`Service ${service}`)
        .and.to.match(/Gateway/)
        .and.to.match(/VirtualService/);
      expect([source.gateways, source.candidates]).to.deep.equal([[], []]);
    }
  });

  it('the TLS chains name their Gateway and its server', async () => {
    const partner = await chainOf('shop', 8443, 'partner.example.com');
    expect(short(partner)).to.match(/^attributed Gateway payments\/partner/);
    expect(partner.gateways.map(({ server }) => server)).to.deep.equal(['https-partner']);
  });

  it('a host that redirects all plain HTTP says so', async () => {
    const { virtualHosts } = await sampleResult('routes', 'shop', '--host', 'shop.example.com', '--port', '80');
    expect(virtualHosts.map(({ requireTls }) => requireTls)).to.deep.equal(['ALL']);
  });

  it('two VirtualServices of one host: each route names its own, the host is ambiguous between the two', async () => {
    expect(short((await routeAt('shop', 'shop.example.com:443', 'prefix /blog')).source)).to.equal(
      'attributed VirtualService shop/storefront-extra',
    );
    const { virtualHosts } = await sampleResult('routes', 'shop');
    const host = virtualHosts.find(({ virtualHost }) => virtualHost === 'shop.example.com:443');
    expect(host?.source.candidates.map(({ name }) => name)).to.deep.equal(['storefront', 'storefront-extra']);
  });
});

describe('gateway-api', () => {
  it('HTTPRoute store/store with the index of its rule', async () => {
    for (const [path, rule] of [
      ['path /checkout', 'rules[0]'],
      ['pathSeparatedPrefix /cart', 'rules[0]'],
      ['pathSeparatedPrefix /old', 'rules[2]'],
    ] as const) {
      const { source } = await routeAt('gateway-api', 'www.store.example:80', path);
      expect(short(source), path).to.equal(`attributed HTTPRoute store/store ${rule}`);
      expect(
        source.gateways.map(({ namespace, name, server }) => `${namespace}/${String(name)} ${String(server)}`),
      ).to.deep.equal(['edge/edge http']);
    }
  });

  it('HTTPRoute or GRPCRoute where nothing tells: both are candidates', async () => {
    const { source } = await routeAt('gateway-api', 'grpc.store.example:80', 'path /echo.Echo/Say');
    expect(source.status).to.equal('ambiguous');
    expect(
      source.candidates.map(({ kind, namespace, name }) => `${kind} ${namespace}/${String(name)}`),
    ).to.have.members(['GRPCRoute store/echo', 'HTTPRoute store/echo']);
  });
});

describe('k8s-ingress', () => {
  it('the host that only Ingress front/front has is its', async () => {
    const { source } = await routeAt('k8s-ingress', '*.front.example.org:80', 'prefix /');
    expect(short(source)).to.equal('attributed Ingress front/front');
  });

  it('/two, which Ingress front/front-two declares, is ambiguous: Istio folded it into front/front', async () => {
    const { source } = await routeAt('k8s-ingress', 'front.example.org:80', 'pathSeparatedPrefix /two');
    expect(source.status).to.equal('ambiguous');
    expect(source.candidates.map(({ kind, name }) => `${kind} ${String(name)}`)).to.deep.equal([
      'Ingress front',
      'Ingress null',
    ]);
    expect(source.reason).to.match(/folds all Ingresses that share a host/);
  });
});

describe('envoyfilter', () => {
  it('the injected route and the added host are unattributed, most likely by an EnvoyFilter', async () => {
    const injected = await routeAt('envoyfilter', 'shop.example.com:443', 'prefix /injected');
    const added = await routeAt('envoyfilter', 'extra-vhost', 'prefix /');
    for (const { source } of [injected, added]) {
      expect(source.status).to.equal('unattributed');
      expect(source.reason).to.match(/EnvoyFilter/);
    }
  });

  it('they, and only they, are what --unattributed shows', async () => {
    const { routes } = await sampleResult('routes', 'envoyfilter', '--unattributed');
    expect(routes.map(pathText)).to.have.members(['prefix /injected', 'prefix /']);
  });

  it('the redirect that another EnvoyFilter merged into is not noticed, and nothing claims that it is', async () => {
    const old = await routeAt('envoyfilter', 'shop.example.com:443', 'prefix /old');
    expect(short(old.source)).to.equal('attributed VirtualService shop/storefront');
    expect(JSON.stringify(old.source)).not.to.match(/EnvoyFilter/);
  });
});

describe('egress-gateway and sidecar', () => {
  for (const sample of ['egress-gateway', 'sidecar']) {
    it(`${sample}: hosts of ServiceEntries, whose name is not in the dump`, async () => {
      for (const host of ['edition.cnn.com', 'api.stripe.com', '*.wikipedia.org']) {
        const { source } = await clusterOf(sample, `outbound|443||${host}`);
        expect(source.resource).to.deep.equal({
          group: 'networking.istio.io',
          kind: 'ServiceEntry',
          namespace: 'client',
          name: null,
        });
      }
    });
  }

  it('sidecar: PassthroughCluster is there because the mesh allows unknown hosts', async () => {
    const { source } = await clusterOf('sidecar', 'PassthroughCluster');
    expect(source.status).to.equal('synthetic');
    expect(source.reason).to.include('ALLOW_ANY');
    const allowed = (await routesOf('sidecar', 'allow_any')).map((row) => row.source);
    expect(allowed).to.have.lengthOf(2);
    for (const { status, reason } of allowed) {
      expect(status).to.equal('synthetic');
      expect(reason).to.include('ALLOW_ANY').and.to.include('PassthroughCluster');
    }
  });

  it('sidecar: a default route names the Service that has no VirtualService', async () => {
    const { source } = await routeAt('sidecar', 'ratings.default.svc.cluster.local:9080', 'prefix /');
    expect(source.status).to.equal('synthetic');
    expect(source.reason).to.include('no VirtualService applies to Service default/ratings');
  });

  it('sidecar: the TLS chain that a VirtualService made names it', async () => {
    expect(short(await chainOf('sidecar', 443, 'api.stripe.com'))).to.match(
      /^attributed VirtualService client\/stripe-through-egress/,
    );
  });
});
