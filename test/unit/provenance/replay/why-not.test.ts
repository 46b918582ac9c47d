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
];

describe('whyNot', () => {
  for (const [label, yaml, kinds] of CASES) {
    it(label, () => {
      expect(firstReasons(yaml, 'v')).to.deep.equal(kinds);
    });
  }

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
