/** Server merging, conflicts and port translation. */
import { expect } from 'chai';

import { replayOf, type Given } from '../../../support/given.ts';

interface Server {
  readonly port: number;
  readonly name: string;
  readonly protocol: string;
  readonly hosts: string;
  readonly tls?: string;
  readonly bind?: string;
}

function gateway(name: string, day: number, ...servers: readonly Server[]): string {
  const list = servers.map(({ port, name: portName, protocol, hosts, tls, bind }) => {
    const more = `${tls === undefined ? '' : `, tls: ${tls}`}${bind === undefined ? '' : `, bind: ${bind}`}`;
    return `  - {port: {number: ${String(port)}, name: ${portName}, protocol: ${protocol}}, hosts: ${hosts}${more}}`;
  });
  return `
apiVersion: networking.istio.io/v1
kind: Gateway
metadata: {name: ${name}, namespace: ns, creationTimestamp: "2025-01-0${String(day)}T00:00:00Z"}
spec:
  selector: {istio: ingressgateway}
  servers:
${list.join('\n')}
---
`;
}

const HTTP: Server = { port: 80, name: 'http', protocol: 'HTTP', hosts: '[a.com]' };
const HTTPS: Server = {
  port: 443,
  name: 'https',
  protocol: 'HTTPS',
  hosts: '[a.com]',
  tls: '{mode: SIMPLE, credentialName: c}',
};
const TCP: Server = { port: 80, name: 'tcp', protocol: 'TCP', hosts: '["*"]' };

interface Case {
  readonly rule: string;
  readonly yaml: string;
  readonly given?: Given;
  readonly routeConfigs: readonly string[];
  readonly lost?: readonly string[];
}

const CASES: readonly Case[] = [
  {
    rule: 'plain HTTP servers of one port share a route configuration',
    yaml: gateway('a', 1, HTTP) + gateway('b', 2, { ...HTTP, hosts: '[b.com]' }),
    routeConfigs: ['http.80'],
  },
  {
    rule: 'HTTPS servers each have their own, named after port, Gateway and namespace',
    yaml: gateway('a', 1, HTTPS, { ...HTTPS, name: 'second', hosts: '[b.com]' }),
    routeConfigs: ['https.443.https.a.ns', 'https.443.second.a.ns'],
  },
  {
    rule: 'a TCP server loses against an older HTTP server of the port',
    yaml: gateway('a', 1, HTTP) + gateway('b', 2, TCP),
    routeConfigs: ['http.80'],
    lost: ['b servers[0] protocol'],
  },
  {
    rule: 'an HTTP server loses against an older TCP server',
    yaml: gateway('a', 2, HTTP) + gateway('b', 1, TCP),
    routeConfigs: [],
    lost: ['a servers[0] protocol'],
  },
  {
    rule: 'a TLS host that is taken drops the whole later server',
    yaml: gateway('a', 1, HTTPS) + gateway('b', 2, { ...HTTPS, hosts: '[b.com, a.com]' }),
    routeConfigs: ['https.443.https.a.ns'],
    lost: ['b servers[0] duplicate-host'],
  },
  {
    rule: 'so does httpsRedirect on plain HTTP, which is TLS settings too',
    yaml: gateway(
      'a',
      1,
      { ...HTTP, tls: '{httpsRedirect: true}' },
      { ...HTTP, name: 'two', tls: '{httpsRedirect: true}' },
    ),
    routeConfigs: ['http.80'],
    lost: ['a servers[1] duplicate-host'],
  },
  {
    rule: 'another bind is another listener',
    yaml: gateway('a', 1, HTTPS) + gateway('b', 2, { ...HTTPS, bind: '10.0.0.1' }),
    routeConfigs: ['https.443.https.a.ns', 'https.443.https.b.ns.10.0.0.1'],
  },
  {
    rule: 'the bound port comes from the Service of the pod',
    yaml: `${gateway('a', 1, HTTP, HTTPS)}
apiVersion: v1
kind: Service
metadata: {name: gw, namespace: istio-system}
spec: {selector: {istio: ingressgateway}, ports: [{name: http, port: 80, targetPort: 8080}]}
`,
    routeConfigs: ['http.8080', 'https.443.https.a.ns'],
  },
  {
    rule: 'up to 1.10 the route configuration kept the declared port',
    yaml: `${gateway('a', 1, HTTP)}
apiVersion: v1
kind: Service
metadata: {name: gw, namespace: istio-system}
spec: {selector: {istio: ingressgateway}, ports: [{name: http, port: 80, targetPort: 8080}]}
`,
    given: { istioVersion: '1.10.0' },
    routeConfigs: ['http.80'],
  },
  {
    rule: 'two declared ports on one target port fall together',
    yaml: `${gateway('a', 1, HTTP, { ...HTTP, port: 81, name: 'alt', hosts: '[b.com]' })}
apiVersion: v1
kind: Service
metadata: {name: gw, namespace: istio-system}
spec: {selector: {istio: ingressgateway}, ports: [{name: a, port: 80, targetPort: 8080}, {name: b, port: 81, targetPort: 8080}]}
`,
    routeConfigs: ['http.8080'],
  },
  {
    rule: 'a named target port is looked up in the pod',
    yaml: `${gateway('a', 1, HTTP)}
apiVersion: v1
kind: Service
metadata: {name: gw, namespace: istio-system}
spec: {selector: {istio: ingressgateway}, ports: [{name: http, port: 80, targetPort: web}]}
---
apiVersion: v1
kind: Pod
metadata: {name: gw-1, namespace: istio-system, labels: {istio: ingressgateway, app: x}}
spec: {containers: [{ports: [{name: web, containerPort: 8081}]}]}
`,
    given: { labels: { istio: 'ingressgateway', app: 'x' } },
    routeConfigs: ['http.8081'],
  },
  {
    rule: 'the selector decides',
    yaml: gateway('a', 1, HTTP),
    given: { labels: { istio: 'egressgateway' } },
    routeConfigs: [],
  },
];

describe('gateway servers', () => {
  for (const { rule, yaml, given, routeConfigs, lost = [] } of CASES) {
    it(rule, () => {
      const replayed = replayOf(yaml, given);
      expect(replayed.routeConfigs.map(({ name }) => name)).to.deep.equal(routeConfigs);
      const losers = replayed.lostServers.map(
        ({ server, conflict }) => `${server.gateway.name} ${server.path} ${conflict}`,
      );
      expect(losers).to.deep.equal(lost);
    });
  }

  it('answers httpsRedirect for hosts without VirtualService, ns/ part and all', () => {
    const redirect = { ...HTTP, hosts: '[a.com, other/b.com]', tls: '{httpsRedirect: true}' };
    const [config] = replayOf(gateway('a', 1, redirect)).routeConfigs;
    // Two hosts without routes have the same routes: they collapse.
    expect(config?.virtualHosts.map(({ name, hosts, requireTls }) => [name, hosts, requireTls])).to.deep.equal([
      ['other/b.com:80', ['other/b.com', 'a.com'], true],
    ]);
  });
});
