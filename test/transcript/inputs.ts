/** The files that the transcripts' command lines name: made here, so that what is special about each can be seen. */
import { gzipSync } from 'node:zlib';
import { sampleBytes } from '../support/samples.ts';

const routes = sampleBytes('seed', 'routes.json').toString();
const ESCAPE = '\u001b';
/** A title sequence, a clear screen, red, a right-to-left override and a zero-width space. */
const HOSTILE = `${ESCAPE}]0;owned\u0007${ESCAPE}[2J${ESCAPE}[31mred${ESCAPE}[0m\u202egnp.exe\u200b\r\u0085`;

/** A route configuration of one route; `route` may override any of it. */
function routeConfig(name: string, host: object = {}, route: object = {}): object {
  const only = { match: { prefix: '/' }, route: { cluster: 'outbound|80||web.shop.svc.cluster.local' }, ...route };
  return { name, virtualHosts: [{ name: 'web:80', domains: ['web.example.com'], routes: [only], ...host }] };
}

function json(value: unknown): string {
  return JSON.stringify(value, null, 1);
}

function bootstrapOf(pod: string): string {
  return json({ bootstrap: { node: { id: `router~10.0.0.1~${pod}.istio-system~istio-system.svc.cluster.local` } } });
}

/** Text with something else in place of one part of it, which must be there. */
function changed(text: string, from: string, to: string): string {
  if (!text.includes(from)) throw new Error(`${from} is not in the sample`);
  return text.replace(from, to);
}

/** `{"a":{"a":…}}`, as deep as asked for. */
function nested(levels: number): string {
  return `${'{"a":'.repeat(levels)}1${'}'.repeat(levels)}`;
}

const log = '2026-11-22T14:02:10.123456Z\tinfo\tsome component started\n';

/** By name; a name with a slash is a file of a directory. */
export const INPUTS: Readonly<Record<string, string | Buffer>> = {
  // Mistakes.
  'empty.json': '',
  'server-info.json': json({ version: 'abc/1.40.0/Clean/RELEASE/BoringSSL', state: 'LIVE', command_line_options: {} }),
  'empty-list.json': '[]\n',
  'login.html': '<!DOCTYPE html>\n<html><head><title>Sign in</title></head></html>\n',
  'routes.txt': sampleBytes('seed', 'routes.istioctl.txt'),
  'clusters.txt': sampleBytes('seed', 'clusters.istioctl.txt'),
  'listeners.txt': sampleBytes('seed', 'listeners.istioctl.txt'),
  'virtualservices.json': json({
    apiVersion: 'v1',
    kind: 'List',
    items: [{ apiVersion: 'networking.istio.io/v1', kind: 'VirtualService', metadata: { name: 'grafana' } }],
  }),
  'virtualservices.yaml':
    'apiVersion: v1\nkind: List\nitems:\n- apiVersion: networking.istio.io/v1\n  kind: VirtualService\n  metadata: {name: grafana}\n',
  'ztunnel.json': json({ workloads: { 'Kubernetes//v1/Pod/default/a': { name: 'a' } }, services: {}, policies: {} }),
  'clusters-page.txt':
    'outbound|80||web.shop.svc.cluster.local::observability_name::outbound|80||web.shop.svc.cluster.local\noutbound|80||web.shop.svc.cluster.local::default_priority::max_connections::4294967295\n',
  'cut.yaml': sampleBytes('shop', 'routes.yaml').toString().slice(0, 2350),
  'notes/readme.md': '# Notes\n\nNothing of a proxy here.\n',
  'notes/todo.txt': 'buy milk\n',
  'number.json': '42\n',
  'package.json': json({ name: 'something-else', version: '1.0.0' }),
  'proxy-a/bootstrap.json': bootstrapOf('gateway-a'),
  'proxy-a/routes.json': json([routeConfig('http.80')]),
  'proxy-b/bootstrap.json': bootstrapOf('gateway-b'),
  'before.json': json([routeConfig('http.80')]),
  'after.json': json([routeConfig('http.80', {}, { redirect: { httpsRedirect: true }, route: undefined })]),
  // Damage.
  'cut.json': routes.slice(0, 3700),
  'byte.json': changed(routes, '"/productpage"', '"/productpage\u0001'),
  'not-utf8.json': Buffer.concat([
    Buffer.from(routes.slice(0, routes.indexOf('/productpage'))),
    Buffer.from([0xff, 0xfe]),
    Buffer.from(routes.slice(routes.indexOf('/productpage'))),
  ]),
  'utf16.json': Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(routes, 'utf16le')]),
  'cut.json.gz': gzipSync(routes).subarray(0, -120),
  'whole.json.gz': gzipSync(routes),
  'log.json': `${log}${changed(routes, '\n', `\n${log}`)}\n${log}`,
  'chat.md': `This is what it says:\n\n\`\`\`json\n${routes}\n\`\`\`\n`,
  'duplicate-keys.json': changed(json([routeConfig('http.80')]), '"prefix": "/"', '"prefix": "/first", "prefix": "/"'),
  'deep.json': `[${json(routeConfig('http.80', {}, { metadata: 0 })).replace('"metadata": 0', `"metadata": ${nested(5000)}`)}]`,
  'proto.json': json([routeConfig('__proto__', { name: 'constructor', domains: ['__proto__', 'toString'] })]),
  'big-numbers.json': changed(
    json([routeConfig('http.80', {}, { route: undefined, redirect: { hostRedirect: 'a', portRedirect: 0 } })]),
    '"portRedirect": 0',
    '"portRedirect": 9007199254740993',
  ),
  'unknown.json': json({
    configs: [
      { '@type': 'type.googleapis.com/envoy.admin.v4.WeatherConfigDump', forecast: [{ rain: true }] },
      {
        '@type': 'type.googleapis.com/envoy.admin.v3.RoutesConfigDump',
        dynamic_route_configs: [
          { route_config: routeConfig('http.80', { moon_phase: 'full' }, { match: { prefix: '/', weather: 'rain' } }) },
        ],
      },
    ],
  }),
  'wrong-types.json': json([routeConfig('http.80', { domains: 'web.example.com' }, { match: { prefix: 7 } })]),
  // Names that try to be more than names.
  'hostile.json': json([
    routeConfig(
      `http.80${HOSTILE}`,
      { name: `web${HOSTILE}`, domains: [`a${HOSTILE}.example.com`, 'x'] },
      {
        name: `route${HOSTILE}`,
        match: { prefix: `/${HOSTILE}`, headers: [{ name: `x-${HOSTILE}`, stringMatch: { exact: HOSTILE } }] },
        route: { cluster: `outbound|80|${HOSTILE}|web${HOSTILE}.shop.svc.cluster.local` },
        metadata: {
          filterMetadata: {
            istio: { config: `/apis/networking.istio.io/v1/namespaces/${HOSTILE}/virtual-service/${HOSTILE}` },
          },
        },
        requestHeadersToAdd: [{ header: { key: HOSTILE, value: HOSTILE } }],
      },
    ),
  ]),
};
