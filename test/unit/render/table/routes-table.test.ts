import { expect } from 'chai';
import type { Envelope, RouteRow, RoutesResult } from '../../../../lib/model/index.ts';
import { render } from '../../../../lib/render/index.ts';
import type { RenderOptions } from '../../../../lib/render/index.ts';
import { displayWidth } from '../../../../lib/render/table/width.ts';
import {
  BUILT_IN,
  configRow,
  envelope,
  hostRow,
  joined,
  resource,
  routeRow,
  routesResult,
  seed,
  source,
} from '../documents.ts';

const PIPE: RenderOptions = { width: null, color: false, wide: false };

async function table(document: Envelope<RoutesResult>, over: Partial<RenderOptions> = {}): Promise<string> {
  return joined(await render('table', { kind: 'routes', envelope: document }, { ...PIPE, ...over }));
}

/** Rows between the titles and the empty line before the footer. */
async function rows(document: Envelope<RoutesResult>, over: Partial<RenderOptions> = {}): Promise<readonly string[]> {
  const lines = (await table(document, over)).split('\n');
  return lines.slice(1, lines.indexOf(''));
}

const columnsOf = (line: string): readonly string[] => line.split(/ {2,}/);

describe('routes table', () => {
  it('reads like the walk-through on a terminal', async () => {
    const lines = (await table(seed(), { width: 200 })).split('\n');
    expect(lines).to.deep.equal([
      'HOSTS  MATCH               DESTINATION                         SOURCE',
      'Port 8080: http.8080, Gateway default/one-gateway servers[0]',
      '*      /grafana*           grafana.default:80 v1 50% · v2 50%  VirtualService default/grafana',
      '       /productpage        productpage.default:9080            VirtualService default/bookinfo',
      '       /static*            productpage.default:9080            VirtualService default/bookinfo',
      '       /login              productpage.default:9080            VirtualService default/bookinfo',
      '       /logout             productpage.default:9080            VirtualService default/bookinfo',
      '       /api/v1/products*   productpage.default:9080            VirtualService default/bookinfo',
      '',
      'Port 15021: static:15021',
      '*      /healthz/ready*     agent                               (built-in: readiness probe, from the bootstrap of every Istio proxy)',
      '',
      'Port 15090: static:15090',
      '*      /stats/prometheus*  prometheus_stats                    (built-in: readiness probe, from the bootstrap of every Istio proxy)',
      '',
      'Proxy istio-ingressgateway-0.istio-system (router), Istio 1.24.6 (from its node metadata), Envoy 1.32.2',
      '8 routes (6 attributed, 2 built-in); 3 route configurations',
      '',
    ]);
  });

  it('stands for itself in each row of a pipe, and is never cut', async () => {
    const long = `/${'a'.repeat(500)}`;
    const document = envelope(
      routesResult({ routes: [routeRow({ match: { path: { kind: 'path', value: long } } }), routeRow({ index: 1 })] }),
    );
    const [first, second] = await rows(document);
    expect(columnsOf(first ?? '')).to.deep.equal([
      '8080',
      '*',
      long,
      'productpage.default:9080',
      'VirtualService default/bookinfo',
      'Gateway default/one-gateway servers[0]',
    ]);
    expect(second).to.match(/^8080 +\* +\/\* /);
    expect((second ?? '').length, 'one long cell does not pad the others').to.be.below(200);
  });

  it('fits a terminal and says what it cut', async () => {
    for (const width of [78, 80, 90, 100, 120]) {
      const text = await table(seed(), { width });
      for (const line of text.split('\n')) expect(displayWidth(line), line).to.be.at.most(width);
      const cells = (text.match(/…/g) ?? []).length;
      expect(cells).to.be.above(0);
      expect(text.replaceAll('\n', ' ')).to.include(`${String(cells)} cells cut to fit ${String(width)} columns`);
    }
    expect(await table(seed(), { width: 200 })).not.to.include('cut to fit');
  });

  it('costs no object its name while a sentence could yield', async () => {
    const text = await table(seed(), { width: 100 });
    expect(text).to.include('grafana.default:80 v1 50% · v2 50%  VirtualService default/grafana');
    expect(text).to.match(/\(built-in: readiness probe.*…/);
  });

  it('becomes a list where columns would be unreadable, and loses nothing there', async () => {
    const text = await table(seed(), { width: 40 });
    for (const line of text.split('\n')) expect(displayWidth(line), line).to.be.at.most(40);
    expect(text).not.to.include('…');
    expect(text).to.include('  SOURCE       VirtualService\n               default/grafana\n');
  });

  it('adds columns in wide and moves none', async () => {
    const [narrow, wide] = await Promise.all([table(seed()), table(seed(), { wide: true })]);
    const titles = columnsOf(wide.split('\n')[0] ?? '');
    expect(titles).to.deep.equal(
      'PORT,HOSTS,MATCH,DESTINATION,SOURCE,GATEWAY,ROUTE CONFIG,VIRTUAL HOST,#,NAME,SETTINGS,EVIDENCE'.split(','),
    );
    expect(titles.slice(0, 6)).to.deep.equal(columnsOf(narrow.split('\n')[0] ?? ''));
    expect(wide).to.include('grafana.default.svc.cluster.local:80 v1 50% · v2 50%');
    expect(wide).to.include('retries 2 on connect-failure,refused-stream');
  });

  it('keeps hosts apart: blank only while the row above says the same in the same group', async () => {
    const host = (name: string, routeConfig = 'http.8080'): RouteRow =>
      routeRow({ routeConfig, virtualHost: name, domains: [name] });
    const routes = [host('a'), host('a'), host('b'), host('b', 'http.9090')];
    const text = await table(envelope(routesResult({ routeConfigs: [], virtualHosts: [], routes })), { width: 100 });
    const shown = text.split('\n').filter((line) => line.includes('/*'));
    expect(shown.map((line) => line.slice(0, 1))).to.deep.equal(['a', ' ', 'b', 'b']);
  });

  it('shows all domains', async () => {
    const domains = ['web', 'web.shop', 'web.shop.svc.cluster.local', '10.0.0.1'];
    expect((await rows(envelope(routesResult({ routes: [routeRow({ domains })] }))))[0]).to.include(domains.join(','));
  });

  it('colors only when asked, after sanitizing, and says the same without', async () => {
    const sgr = /\u001b\[[0-9;]*m/g;
    const [plain, colored] = await Promise.all([
      table(seed(), { width: 100 }),
      table(seed(), { width: 100, color: true }),
    ]);
    expect(colored).to.match(sgr);
    expect(colored.replace(sgr, '')).to.equal(plain);
  });

  it('gives the same rows above and below the limit of cli-table3', async () => {
    const many = (count: number): Envelope<RoutesResult> => {
      const routes = Array.from({ length: count }, (_, index) =>
        routeRow({ index, match: { path: { kind: 'path', value: `/p${String(index % 10)}` } } }),
      );
      return envelope(routesResult({ routes }));
    };
    const [small, large] = await Promise.all([rows(many(200)), rows(many(201))]);
    expect(large.slice(0, 200)).to.deep.equal(small);
  });

  it('prints nothing for a failed answer', async () => {
    expect(await table(envelope<RoutesResult>(null, { status: 'failed', exitCode: 3 }))).to.equal('');
  });
});

describe('routes table, what virtual hosts answer by themselves', () => {
  const only = (
    host: Partial<ReturnType<typeof hostRow>>,
    routes: readonly RouteRow[] = [],
  ): Envelope<RoutesResult> => {
    return envelope(routesResult({ virtualHosts: [hostRow(host)], routes }));
  };

  it('says 301 and not 404 for a host that only redirects', async () => {
    const document = only({ routes: 0, requireTls: 'ALL' });
    expect((await rows(document)).map(columnsOf)).to.deep.equal([
      [
        '8080',
        '*',
        '/* (plain HTTP)',
        '301 → https',
        'Gateway default/one-gateway',
        'Gateway default/one-gateway servers[0]',
      ],
    ]);
    expect(await table(document, { wide: true })).to.include(
      'require_tls ALL: unless x-forwarded-proto is https; 404 (no route) otherwise',
    );
    expect(await table(document)).to.include('0 routes; 1 route configuration; 1 virtual host without routes');
  });

  it('says 301 before the routes of a host that has some', async () => {
    const shown = await rows(only({ requireTls: 'ALL' }, [routeRow()]));
    expect(shown.map((row) => columnsOf(row).slice(2, 4))).to.deep.equal([
      ['/* (plain HTTP)', '301 → https'],
      ['/*', 'productpage.default:9080'],
    ]);
  });

  it('says 404 for a host without routes', async () => {
    const [row] = await rows(only({ routes: 0, virtualHost: 'blackhole:31400', source: BUILT_IN }));
    expect(row).to.match(/^8080 +\* +\/\* +404 \(no route\) +\(built-in: /);
  });

  it('says both where only outside requests are redirected', async () => {
    const shown = await rows(only({ routes: 0, requireTls: 'EXTERNAL_ONLY' }));
    expect(shown.map((row) => columnsOf(row)[3])).to.deep.equal(['301 → https', '404 (no route)']);
    expect(shown[0]).to.include('/* (plain HTTP, external)');
  });

  it('says nothing of a host whose routes were all filtered out', async () => {
    const text = await table(
      envelope(routesResult({ virtualHosts: [hostRow({ requireTls: 'ALL', routes: 3 })], routes: [], filtered: 3 })),
    );
    expect(text).to.match(/^Proxy .*\n0 routes; 0 route configurations; 3 filtered out\n$/);
  });
});

describe('routes table, order and completeness', () => {
  it('keeps the given order, and routes of unlisted hosts', async () => {
    const at = (virtualHost: string, index: number): RouteRow =>
      routeRow({ virtualHost, index, domains: [virtualHost] });
    const document = envelope(
      routesResult({
        virtualHosts: [
          hostRow({ virtualHost: '__proto__' }),
          hostRow({ virtualHost: 'empty', domains: ['empty'], routes: 0 }),
          hostRow({ virtualHost: 'b' }),
        ],
        routes: [at('constructor', 0), at('b', 0), at('__proto__', 0), at('__proto__', 1)],
      }),
    );
    const shown = (await rows(document)).map((row) => columnsOf(row)[1]);
    expect(shown).to.deep.equal(['__proto__', '__proto__', 'empty', 'b', 'constructor']);
  });

  it("takes a route's gateways from its host where it has none itself", async () => {
    const [row] = await rows(envelope(routesResult({ routes: [routeRow({ source: source() })] })));
    expect(row).to.match(/Gateway default\/one-gateway servers\[0\]$/);
  });

  it('does not call a port unused that it cannot know', async () => {
    const nowhere = { ports: [], listeners: [] };
    const document = routesResult({
      gaps: [{ kind: 'sectionAbsent', section: 'listeners' }],
      routeConfigs: [configRow(nowhere)],
      routes: [routeRow({ ports: [] })],
    });
    const unknown = await table(envelope(document), { width: 100 });
    expect(unknown).to.include('Port unknown: http.8080');
    expect(unknown).to.include('Not in the input: listeners');
    const partial = await table(envelope({ ...document, gaps: [] }, { status: 'partial' }), { width: 100 });
    expect(partial).to.include('Port unknown: http.8080');
    const known = await table(envelope({ ...document, gaps: [] }), { width: 100 });
    expect(known).to.include('No listener: http.8080');
    const internal = {
      ...document,
      gaps: [],
      routeConfigs: [configRow({ ...nowhere, listeners: ['connect_originate'] })],
    };
    expect(await table(envelope(internal), { width: 100 })).to.include('Listener connect_originate: http.8080');
  });

  it('counts every status, what was filtered and that input was cut', async () => {
    const made = (status: 'attributed' | 'ambiguous' | 'synthetic' | 'unattributed'): RouteRow =>
      routeRow({ source: source({ status, candidates: [resource('EnvoyFilter', '', null)], reason: 'r' }) });
    const document = routesResult({
      routes: [made('unattributed'), made('synthetic'), made('ambiguous'), made('attributed')],
      filtered: 12,
      gaps: [
        { kind: 'unknownType', type: 'a.b.C', count: 2 },
        { kind: 'unknownField', message: 'Route', field: 'new_thing', count: 1 },
        { kind: 'sectionNotRead', section: 'ecds' },
      ],
    });
    const text = await table(envelope(document, { status: 'partial', exitCode: 4 }));
    expect(text.split('\n').slice(-7)).to.deep.equal([
      'Proxy istio-ingressgateway-0.istio-system (router), Istio 1.24.6 (from its node metadata), Envoy 1.32.2',
      'In the input but not read: ecds',
      'Types not understood: a.b.C',
      'Fields not understood: Route.new_thing',
      'Partial: some input was cut, damaged or refused; what is shown is valid, but not all of it',
      '4 routes (1 attributed, 1 ambiguous, 1 built-in, 1 unattributed); 1 route configuration; 12 filtered out',
      '',
    ]);
  });

  it('says when the version is only assumed', async () => {
    const proxy = {
      ...seed().result!.proxy,
      nodeId: null,
      name: null,
      type: null,
      envoyVersion: null,
      istioVersion: { text: '1.24', how: 'assumed', because: 'the input has no bootstrap' },
    } as const;
    expect(await table(envelope(routesResult({ proxy })))).to.include(
      'Proxy unknown, Istio 1.24 (assumed: the input has no bootstrap)',
    );
  });
});
