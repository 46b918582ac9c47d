import { expect } from 'chai';
import type { ForwardAction, RedirectAction, RouteAction, WeightedCluster } from '../../../../lib/model/index.ts';
import { actionWords, addLiteralHost, clusterWords, settingsWords } from '../../../../lib/render/phrase/index.ts';

const SHORT = clusterWords(false, new Set());
const FULL = clusterWords(true, new Set());
const WEB = 'outbound|80||web.shop.svc.cluster.local';
const forward = (over: Partial<ForwardAction>): ForwardAction => ({
  kind: 'forward',
  cluster: { kind: 'cluster', name: WEB },
  timeout: '0s',
  ...over,
});
const to = (name: string): ForwardAction => forward({ cluster: { kind: 'cluster', name } });
const weighted = (...clusters: readonly WeightedCluster[]): ForwardAction => {
  return forward({ cluster: { kind: 'weighted', clusters } });
};
const subset = (name: string, weight: number): WeightedCluster => ({
  name: `outbound|80|${name}|web.shop.svc.cluster.local`,
  weight,
});
const redirect = (over: Partial<RedirectAction>): RedirectAction => ({ kind: 'redirect', status: 301, ...over });

describe('actionWords', () => {
  const table: readonly (readonly [string, RouteAction, string])[] = [
    ['a service', forward({}), 'web.shop:80'],
    ['a subset', to('outbound|80|v1|web.shop.svc.cluster.local'), 'web.shop:80 v1'],
    ['a host outside', to('outbound|443||api.example.com'), 'api.example.com:443'],
    ['another cluster domain', to('outbound|80||web.shop.svc.corp.example'), 'web.shop.svc.corp.example:80'],
    ['a longer host', to('outbound|80||a.web.shop.svc.cluster.local'), 'a.web.shop.svc.cluster.local:80'],
    ['inbound', to('inbound|9080||'), 'inbound|9080||'],
    ['SNI-DNAT', to('outbound_.80_._.web.shop.svc.cluster.local'), 'outbound_.80_._.web.shop.svc.cluster.local'],
    ['five parts', to('outbound|80|v1|web|x'), 'outbound|80|v1|web|x'],
    ['a built-in', to('PassthroughCluster'), 'PassthroughCluster'],
    ['no name', to(''), '(no cluster name)'],
    ['a name with spaces', to('my cluster'), '"my cluster"'],
    ['weights', weighted(subset('v1', 50), subset('v2', 50)), 'web.shop:80 v1 50% · v2 50%'],
    ['weights that do not sum to 100', weighted(subset('v1', 1), subset('v2', 2)), 'web.shop:80 v1 33.33% · v2 66.67%'],
    ['a weight of nothing', weighted(subset('v1', 100), subset('v2', 0)), 'web.shop:80 v1 100% · v2 0%'],
    ['no weight at all', weighted(subset('v1', 0)), 'web.shop:80 v1 weight 0'],
    [
      'a share that rounding would hide',
      weighted(subset('v1', 9_999_999), subset('v2', 1)),
      'web.shop:80 v1 9999999/10000000 · v2 1/10000000',
    ],
    [
      'weights over services',
      weighted({ name: WEB, weight: 30 }, subset('v1', 60), { clusterHeader: 'x-to', weight: 10 }),
      'web.shop:80 30% · web.shop:80 v1 60% · cluster named by header x-to 10%',
    ],
    ['no members', weighted(), '(no weighted clusters)'],
    ['cluster header', forward({ cluster: { kind: 'clusterHeader', header: 'x-to' } }), 'cluster named by header x-to'],
    ['plugin', forward({ cluster: { kind: 'plugin', name: 'lua' } }), 'cluster chosen by plugin lua'],
    [
      'unsupported specifier',
      forward({ cluster: { kind: 'unsupported', field: 'inline_x', raw: 1 } }),
      'unsupported inline_x',
    ],
    ['a timeout', forward({ timeout: '3s' }), 'web.shop:80; timeout 3s'],
    ['path rewrite', forward({ pathRewrite: { kind: 'prefix', value: '/v2' } }), 'web.shop:80; rewrite /v2'],
    [
      'regex and host rewrite',
      forward({
        pathRewrite: { kind: 'regex', regex: '^/a', substitution: '/b' },
        hostRewrite: { kind: 'literal', value: 'legacy.corp' },
      }),
      'web.shop:80; rewrite regex ^/a to /b; host legacy.corp',
    ],
    [
      'mirrors',
      forward({
        mirrors: [{ cluster: WEB, fraction: { numerator: 125_000, denominator: 1_000_000 } }, { cluster: 'm' }],
      }),
      'web.shop:80; mirror web.shop:80 12.5%; mirror m',
    ],
    ['redirect to https', redirect({ scheme: 'https' }), '301 → https'],
    [
      'redirect to a host',
      redirect({ status: 308, host: 'shop.example.com', path: '/new' }),
      '308 → shop.example.com/new',
    ],
    ['whole redirect', redirect({ scheme: 'https', host: 'a.b', port: 8443 }), '301 → https://a.b:8443'],
    ['redirect of the port', redirect({ scheme: 'https', port: 8443 }), '301 → https, port 8443'],
    [
      'redirect of the path',
      redirect({ status: 302, path: '/moved', stripQuery: true }),
      '302 → /moved, query dropped',
    ],
    ['redirect of the prefix', redirect({ pathRewrite: { kind: 'prefix', value: '/new' } }), '301 → rewrite /new'],
    ['a loop', redirect({}), '301 → same URL'],
    ['direct response', { kind: 'directResponse', status: 503, body: 'down' }, '503 (direct response)'],
    ['no action', { kind: 'none' }, '(no action)'],
    ['unsupported', { kind: 'unsupported', field: 'filter_action', raw: {} }, 'unsupported filter_action'],
  ];
  for (const [name, action, wanted] of table) {
    it(name, () => expect(actionWords(action, undefined, SHORT)).to.equal(wanted));
  }

  it('names faults and CORS once, whatever Envoy called the filters', () => {
    const filters = { 'envoy.filters.http.fault': {}, 'envoy.fault': {}, 'envoy.filters.http.cors': {}, other: {} };
    expect(actionWords(forward({}), filters, SHORT)).to.equal('web.shop:80; fault injection; CORS');
  });

  it('never shortens in full', () => {
    expect(actionWords(forward({}), undefined, FULL)).to.equal('web.shop.svc.cluster.local:80');
  });

  it('does not shorten where another host reads the same', () => {
    const hosts = new Set<string>();
    for (const name of [WEB, 'outbound|80||web.shop', 'PassthroughCluster']) addLiteralHost(name, hosts);
    const words = clusterWords(false, hosts);
    expect(words.whole(WEB)).to.equal('web.shop.svc.cluster.local:80');
    expect(words.whole('outbound|80||web.shop')).to.equal('web.shop:80');
    expect(words.whole('outbound|80||cart.shop.svc.cluster.local')).to.equal('cart.shop:80');
  });
});

describe('settingsWords', () => {
  const table: readonly (readonly [string, Parameters<typeof settingsWords>[0], string])[] = [
    ['no timeout', { action: forward({}) }, 'no timeout'],
    [
      "Envoy's default timeout",
      { action: { kind: 'forward', cluster: { kind: 'cluster', name: 'a' } } },
      "timeout 15s (Envoy's default)",
    ],
    [
      'retries',
      {
        action: forward({
          retryPolicy: { retryOn: '5xx,reset', numRetries: 3, perTryTimeout: '1s', retriableStatusCodes: [503] },
        }),
      },
      'no timeout; retries 3 on 5xx,reset (503), 1s each',
    ],
    ['retries by default', { action: forward({ retryPolicy: {} }) }, 'no timeout; retries 1 (default)'],
    [
      'members',
      {
        action: weighted(
          { ...subset('v1', 90), headers: { requestAdd: [{ name: 'x-track', value: 'stable' }] } },
          subset('v2', 10),
        ),
      },
      'no timeout; web.shop:80 v1: request +x-track=stable',
    ],
    [
      'everything rare',
      {
        action: forward({
          timeout: '2s',
          idleTimeout: '1s',
          maxStreamDuration: '9s',
          clusterNotFoundResponseCode: 'NOT_FOUND',
          appendXForwardedHost: true,
          hashPolicy: [{ cookie: { name: 'cart' } }],
          upgrades: [
            { type: 'websocket', enabled: true },
            { type: 'CONNECT', enabled: false },
          ],
          priority: 'HIGH',
          internalRedirect: true,
          metadataMatch: { a: 1 },
        }),
        headers: { responseRemove: ['server'], requestAdd: [{ name: 'x-b', value: '1', append: 'addIfAbsent' }] },
        perFilterConfig: { 'envoy.filters.http.cors': {}, 'envoy.filters.http.lua': {} },
      },
      'timeout 2s; idle timeout 1s; stream limit 9s; NOT_FOUND when the cluster is missing; upgrade websocket; ' +
        'upgrade CONNECT refused; hash policy {"cookie":{"name":"cart"}}; x-forwarded-host appended; ' +
        'internal redirects followed; priority HIGH; endpoints with metadata {"a":1}; ' +
        'request +x-b=1 (addIfAbsent); response -server; filters envoy.filters.http.lua',
    ],
    ['a body', { action: { kind: 'directResponse', status: 200, body: 'ok <b>\n' } }, 'body "ok <b>\\n"'],
    ['nothing', { action: redirect({ scheme: 'https' }) }, ''],
  ];
  for (const [name, route, wanted] of table) it(name, () => expect(settingsWords(route, SHORT)).to.equal(wanted));
});
