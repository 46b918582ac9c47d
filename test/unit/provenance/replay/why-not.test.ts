import { expect } from 'chai';

import { replay, whyNot, type DropReason } from '../../../../lib/provenance/replay/index.ts';
import { gatewayYaml, replayOf, virtualServiceYaml } from '../../../support/given.ts';
import { sampleResources, sampleSnapshot } from '../../../support/sample.ts';

const TO = 'route: [{destination: {host: web.app.svc.cluster.local, port: {number: 80}}}]';

function firstReasons(yaml: string, name: string): readonly (DropReason['kind'] | 'made')[] {
  const replayed = replayOf(yaml);
  const resource = replayed.resources.all.find(({ ref }) => ref.name === name);
  if (resource === undefined) throw new Error(`no ${name}`);
  return whyNot(resource, replayed).map(({ became, reasons }) =>
    became.length > 0 ? 'made' : (reasons[0]?.kind ?? 'made'),
  );
}

const PASSTHROUGH = '  - {port: {number: 443, name: tls, protocol: TLS}, hosts: ["*"], tls: {mode: PASSTHROUGH}}';
const GW = gatewayYaml('[a.com, other/b.com]');
const ONE = `http: [{${TO}}]`;

function delegateYaml(more: string, rule: string): string {
  return `{apiVersion: networking.istio.io/v1, kind: VirtualService, metadata: {name: v, namespace: app}, spec: {${more}http: [${rule}]}}`;
}

function tlsGatewayYaml(name: string, day: string): string {
  return gatewayYaml('[a.com]')
    .replace('name: gw', `name: ${name}`)
    .replace('2025-01-01', day)
    .replace(
      / {2}- \{port.*\n/,
      '  - {port: {number: 443, name: https, protocol: HTTPS}, hosts: [a.com], tls: {mode: SIMPLE}}\n',
    );
}

const CASES: readonly (readonly [string, string, readonly (DropReason['kind'] | 'made')[]])[] = [
  ['hosts do not meet', GW + virtualServiceYaml('v', 1, `hosts: [c.com]\n${ONE}`), ['hosts-disjoint']],
  [
    'namespace not allowed by ns/host',
    GW + virtualServiceYaml('v', 1, `hosts: [b.com]\n${ONE}`),
    ['namespace-not-allowed'],
  ],
  ['exportTo', GW + virtualServiceYaml('v', 1, `hosts: [a.com]\nexportTo: [.]\n${ONE}`), ['not-exported']],
  [
    'no such gateway',
    GW + virtualServiceYaml('v', 1, `hosts: [a.com]\n${ONE}`).replace('istio-system/gw', 'istio-system/wg'),
    ['no-such-gateway'],
  ],
  [
    'mesh only',
    GW +
      virtualServiceYaml('v', 1, `hosts: [a.com]\n${ONE}`).replace('gateways: [istio-system/gw]', 'gateways: [mesh]'),
    ['only-mesh'],
  ],
  [
    'selector',
    GW.replace('ingressgateway', 'another') + virtualServiceYaml('v', 1, `hosts: [a.com]\n${ONE}`),
    ['gateway-not-selected'],
  ],
  [
    'port, and what comes after a catch-all',
    GW +
      virtualServiceYaml(
        'v',
        1,
        `hosts: [a.com]\nhttp: [{match: [{port: 1}, {uri: {prefix: /}}, {uri: {prefix: /x}}], ${TO}}, {${TO}}]`,
      ),
    ['port-mismatch', 'made', 'after-catch-all', 'after-catch-all'],
  ],
  [
    'missing delegate',
    GW + virtualServiceYaml('v', 1, 'hosts: [a.com]\nhttp: [{delegate: {name: none}}]'),
    ['delegate-missing'],
  ],
  [
    'a delegate that nobody uses',
    `${GW}{apiVersion: networking.istio.io/v1, kind: VirtualService, metadata: {name: v, namespace: app}, spec: {http: [{${TO}}]}}`,
    ['not-delegated'],
  ],
  [
    'HTTP rules where the Gateway only passes TLS through',
    gatewayYaml('[a.com]', PASSTHROUGH).replace(/ {2}- \{port: \{number: 80.*\n/, '') +
      virtualServiceYaml('v', 1, `hosts: [a.com]\n${ONE}`),
    ['protocol-mismatch'],
  ],
  [
    'a duplicate SNI host',
    gatewayYaml('[a.com]', PASSTHROUGH) +
      virtualServiceYaml('u', 1, `hosts: [a.com]\ntls: [{match: [{sniHosts: [a.com]}], ${TO}}]`) +
      virtualServiceYaml('v', 2, `hosts: [a.com]\ntls: [{match: [{sniHosts: [a.com]}], ${TO}}]`),
    ['duplicate-sni'],
  ],
  [
    'a delegate that contradicts its root',
    `${GW}${virtualServiceYaml('r', 1, 'hosts: [a.com]\nhttp: [{match: [{uri: {prefix: /a}}], delegate: {name: v}}]')}${delegateYaml('', `{match: [{uri: {prefix: /b}}], ${TO}}`)}`,
    ['delegate-conflict'],
  ],
  [
    'a delegate that is not exported to its root',
    `${GW}${virtualServiceYaml('r', 1, 'hosts: [a.com]\nhttp: [{delegate: {name: v, namespace: app}}]', 'shop')}${delegateYaml('exportTo: [.], ', `{${TO}}`)}`,
    ['delegate-not-exported'],
  ],
  [
    'a match for other gateways, source labels and a source namespace',
    GW +
      virtualServiceYaml(
        'v',
        1,
        `hosts: [a.com]\nhttp: [{match: [{gateways: [mesh]}, {sourceLabels: {app: x}}, {sourceNamespace: x}], ${TO}}]`,
      ),
    ['gateways-mismatch', 'source-labels', 'source-namespace'],
  ],
  [
    'a server that lost its port to another protocol',
    gatewayYaml('[b.com]') +
      gatewayYaml('[a.com]')
        .replace('name: gw', 'name: later')
        .replace('2025-01-01', '2025-01-02')
        .replace('protocol: HTTP', 'protocol: TCP') +
      virtualServiceYaml('v', 1, `hosts: [a.com]\ntcp: [{${TO}}]`).replace('istio-system/gw', 'istio-system/later'),
    ['server-dropped'],
  ],
  [
    'a TLS server whose host another one has',
    tlsGatewayYaml('gw', '2025-01-01') +
      tlsGatewayYaml('later', '2025-01-02') +
      virtualServiceYaml('v', 1, `hosts: [a.com]\n${ONE}`).replace('istio-system/gw', 'istio-system/later'),
    ['server-dropped'],
  ],
  [
    'a tcp rule that is not the first',
    GW.replace('protocol: HTTP', 'protocol: TCP') +
      virtualServiceYaml('u', 1, `hosts: [a.com]\ntcp: [{${TO}}]`) +
      virtualServiceYaml('v', 2, `hosts: [a.com]\ntcp: [{match: [{port: 1}], ${TO}}, {route: []}, {${TO}}]`),
    ['port-mismatch', 'no-destination', 'not-first'],
  ],
  [
    'a tcp rule whose namespace the server does not take',
    GW.replace('protocol: HTTP', 'protocol: TCP') + virtualServiceYaml('v', 1, `hosts: [b.com]\ntcp: [{${TO}}]`),
    ['namespace-not-allowed'],
  ],
  [
    'tls rules where the Gateway only terminates',
    GW + virtualServiceYaml('v', 1, `hosts: [a.com]\ntls: [{match: [{sniHosts: [a.com]}], ${TO}}]`),
    ['protocol-mismatch'],
  ],
  [
    'an HTTPRoute without such a Gateway',
    `${GW}{apiVersion: gateway.networking.k8s.io/v1, kind: HTTPRoute, metadata: {name: v, namespace: app}, spec: {parentRefs: [{name: none}], rules: [{backendRefs: [{name: web, port: 80}]}]}}`,
    ['not-attached'],
  ],
  [
    'an Ingress of another class',
    `${GW}{apiVersion: networking.k8s.io/v1, kind: Ingress, metadata: {name: v, namespace: app}, spec: {ingressClassName: nginx, rules: [{http: {paths: [{path: /, pathType: Prefix, backend: {service: {name: web, port: {number: 80}}}}]}}]}}`,
    ['ingress-class'],
  ],
  ['a Gateway without VirtualService', gatewayYaml('[a.com]').replace('name: gw', 'name: v'), ['made']],
];

describe('whyNot', () => {
  for (const [label, yaml, kinds] of CASES) {
    it(label, () => {
      expect(firstReasons(yaml, 'v')).to.deep.equal(kinds);
    });
  }

  it('says of a Gateway that nothing is bound to it, and on a sidecar that it is for gateways', () => {
    const alone = replayOf(gatewayYaml('[a.com]'));
    const [gateway] = alone.resources.ofKind('Gateway');
    expect(gateway === undefined ? [] : whyNot(gateway, alone).flatMap(({ reasons }) => reasons)).to.deep.equal([
      { kind: 'nothing-bound', bound: [] },
    ]);
    const outcome = replay(sampleSnapshot('sidecar'), sampleResources('shop'));
    if (!outcome.ok) throw new Error(outcome.impossible.message);
    const [first] = outcome.replay.resources.ofKind('Gateway');
    expect(first === undefined ? [] : whyNot(first, outcome.replay)[0]?.reasons).to.deep.equal([
      { kind: 'only-gateways' },
    ]);
  });

  it('says of a rule that an old istiod overwrote just that', () => {
    const yaml =
      gatewayYaml('["*"]') +
      virtualServiceYaml(
        'both',
        1,
        `hosts: [foo.com, bar.com]\nhttp: [{match: [{uri: {prefix: /1}}], ${TO}}, {match: [{port: 1}], ${TO}}]`,
      ) +
      virtualServiceYaml('foo', 2, `hosts: [foo.com]\n${ONE}`) +
      virtualServiceYaml('bar', 3, `hosts: [bar.com]\n${ONE}`);
    const replayed = replayOf(yaml, { istioVersion: '1.16.7' });
    const foo = replayed.resources.find('VirtualService', 'app', 'foo');
    expect(foo === undefined ? [] : whyNot(foo, replayed)[0]?.reasons).to.deep.equal([{ kind: 'overwritten' }]);
  });

  it('finds the mistakes of incidents: orphan means main, wrong-host is not in ops/empty', () => {
    const resources = sampleResources('incidents');
    const outcome = replay(sampleSnapshot('incidents'), resources);
    if (!outcome.ok) throw new Error(outcome.impossible.message);
    const reasonsOf = (name: string): readonly DropReason[] =>
      resources.all
        .filter(({ ref }) => ref.name === name && ref.kind === 'VirtualService')
        .flatMap((resource) => whyNot(resource, outcome.replay).flatMap(({ reasons }) => reasons));
    expect(reasonsOf('orphan')).to.deep.equal([
      { kind: 'no-such-gateway', gateway: 'istio-system/mian', nearest: ['istio-system/main'] },
    ]);
    expect(reasonsOf('wrong-host')).to.deep.equal([
      { kind: 'hosts-disjoint', gateway: 'ops/empty', server: 'servers[0]', hosts: ['nobody.example.com'] },
    ]);
  });

  it('leaves no rule of the random samples without product and without reason', () => {
    for (const sample of ['random-1', 'random-2', 'random-istio-1.12', 'random-istio-1.24']) {
      const resources = sampleResources(sample);
      const outcome = replay(sampleSnapshot(sample), resources);
      if (!outcome.ok) throw new Error(outcome.impossible.message);
      for (const resource of resources.all) {
        for (const { place, became, reasons } of whyNot(resource, outcome.replay)) {
          expect(became.length + reasons.length, `${sample} ${resource.ref.name} ${place.path}`).to.be.greaterThan(0);
        }
      }
    }
  });
});
