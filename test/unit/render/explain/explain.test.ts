import { expect } from 'chai';
import type { ExplainedObject, ExplainResult } from '../../../../lib/model/index.ts';
import type { Format, RenderOptions } from '../../../../lib/render/index.ts';
import { render } from '../../../../lib/render/index.ts';
import { displayWidth } from '../../../../lib/render/table/width.ts';
import {
  clusterRow,
  configRow,
  envelope,
  hostRow,
  joined,
  listenerRow,
  PROXY,
  routeRow,
  seed,
  source,
} from '../documents.ts';

const ROUTE: ExplainedObject = {
  kind: 'route',
  selector: 'http.8080/*:80/0',
  what: ['Requests on port 8080 whose path starts with /grafana go to two subsets of grafana.'],
  source: seed().result!.routes[0]!.source,
  path: [
    { label: 'Gateway default/one-gateway', detail: 'port 80' },
    { label: 'VirtualService default/grafana', detail: '' },
  ],
  competes: [
    { selector: 'http.8080/*:80/1', why: 'later, never overlaps' },
    { selector: 'http.8080/*:80/2', why: 'later' },
  ],
  raw: seed().result!.routes[0]!,
};

async function page(
  over: Partial<ExplainResult>,
  options: Partial<RenderOptions> = {},
  format: Format = 'table',
): Promise<string> {
  const result = { proxy: PROXY, gaps: [], selector: 'SELECTOR', objects: [ROUTE], nearest: [], ...over };
  const all = { width: null, color: false, wide: false, ...options };
  return joined(await render(format, { kind: 'explain', envelope: envelope(result) }, all));
}

describe('explain page', () => {
  it('reads from what it is to what it holds', async () => {
    expect((await page({})).split('\n')).to.deep.equal([
      'Route http.8080/*:80/0',
      '  Requests on port 8080 whose path starts with /grafana go to two subsets of grafana.',
      '',
      '  SOURCE        VirtualService default/grafana',
      '  EVIDENCE      metadata: filter_metadata.istio.config',
      '  CONFIDENCE    certain',
      '  PATH          Gateway default/one-gateway: port 80',
      '                VirtualService default/grafana',
      '  COMPETES      http.8080/*:80/1: later, never overlaps',
      '                http.8080/*:80/2: later',
      '  PORT          8080',
      '  HOSTS         *',
      '  MATCH         /grafana*',
      '  DESTINATION   grafana.default.svc.cluster.local:80 v1 50% · v2 50%',
      '  GATEWAY       Gateway default/one-gateway servers[0]',
      '  ROUTE CONFIG  http.8080',
      '  VIRTUAL HOST  *:80',
      '  #             0',
      '  SETTINGS      no timeout; retries 2 on connect-failure,refused-stream',
      '',
      'Proxy istio-ingressgateway-0.istio-system (router), Istio 1.24.6 (from its node metadata), Envoy 1.32.2',
      '1 object for SELECTOR',
      '',
    ]);
  });

  it('wraps on a terminal and cuts nothing', async () => {
    const text = await page({}, { width: 60 });
    for (const line of text.split('\n')) expect(displayWidth(line), line).to.be.at.most(60);
    expect(text).not.to.include('…');
    expect(text.replace(/\s+/g, ' ')).to.include('VirtualService default/grafana');
  });

  it('has the facts of every kind of object', async () => {
    const plain = { what: [], source: null, path: [], competes: [] };
    const [chain] = listenerRow().filterChains;
    const kinds: readonly (readonly [ExplainedObject['kind'], ExplainedObject['raw'], readonly string[]])[] = [
      [
        'virtualHost',
        hostRow({ routes: 0, requireTls: 'ALL' }),
        ['none: 404 (no route)', '301 → https for plain HTTP (require_tls ALL)'],
      ],
      ['routeConfig', configRow(), ['GIVEN AS', 'dynamic', '0.0.0.0_8080']],
      ['cluster', clusterRow(), ['outbound|80|v1|grafana.default.svc.cluster.local', '2/3 healthy', 'LEAST_REQUEST']],
      [
        'listener',
        listenerRow(),
        ['SNI shop.example.com: SNI: shop.example.com → Route: https.443.https-shop.shop.shop'],
      ],
      ['filterChain', chain!, ['HTTP FILTERS', 'envoy.filters.http.router', 'kubernetes://shop-cert']],
      ['resource', null, ['Resource VirtualService/default/grafana']],
    ];
    for (const [kind, raw, wanted] of kinds) {
      const selector = kind === 'resource' ? 'VirtualService/default/grafana' : 'SELECTOR';
      const text = await page({ objects: [{ ...plain, kind, selector, raw }] });
      for (const words of wanted) expect(text).to.include(words);
    }
  });

  it('explains that it found nothing', async () => {
    const text = await page({ objects: [], nearest: ['http.8080', 'http.8081'] });
    expect(text.split('\n').slice(1)).to.deep.equal([
      'Nothing in this proxy fits SELECTOR',
      'Nearest names: http.8080, http.8081',
      '',
    ]);
  });

  it('says the same in Markdown, as code', async () => {
    const selector = 'http.8080/`*`|:80/0';
    const text = await page(
      { objects: [{ ...ROUTE, selector, source: source({ confidence: 'likely' }) }] },
      {},
      'markdown',
    );
    const lines = text.split('\n');
    expect(lines[0]).to.equal('## Route ``http.8080/`*`|:80/0``');
    expect(lines).to.include('- SOURCE: `VirtualService default/bookinfo (likely)`');
    expect(lines).to.include('- PATH: `VirtualService default/grafana`');
    expect(lines.at(-2)).to.equal('`1 object for SELECTOR`');
  });

  it('is a route row even where its raw row comes without a host', async () => {
    const text = await page({ objects: [{ ...ROUTE, raw: routeRow({ source: source() }) }] });
    expect(text).not.to.include('GATEWAY');
    expect(text).to.include('productpage.default.svc.cluster.local:9080');
  });
});
