/** TLS passthrough, TLS termination and TCP chains. */
import { expect } from 'chai';

import { replayOf } from '../../../support/given.ts';

const GATEWAY = `
apiVersion: networking.istio.io/v1
kind: Gateway
metadata: {name: gw, namespace: istio-system}
spec:
  selector: {istio: ingressgateway}
  servers:
  - {port: {number: 443, name: pass, protocol: TLS}, hosts: ["*.com"], tls: {mode: PASSTHROUGH}}
  - {port: {number: 9000, name: tcp, protocol: TCP}, hosts: ["*"]}
  - {port: {number: 9443, name: term, protocol: TLS}, hosts: ["x.com"], tls: {mode: SIMPLE, credentialName: c}}
---
`;

function service(name: string, day: number, rules: string): string {
  return `
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: ${name}, namespace: app, creationTimestamp: "2025-01-0${String(day)}T00:00:00Z"}
spec: {hosts: ["*.com"], gateways: [istio-system/gw], ${rules}}
---
`;
}

const TO = 'route: [{destination: {host: s.app.svc.cluster.local, port: {number: 1}}}]';

function chains(yaml: string): readonly string[] {
  return replayOf(GATEWAY + yaml).chains.map((chain) => {
    const rule =
      chain.kind === 'tcp' && chain.rule !== null ? `${chain.rule.resource.ref.name} ${chain.rule.path}` : '';
    return `${String(chain.boundPort)} [${chain.serverNames.join(' ')}] ${rule}`;
  });
}

const CASES: readonly (readonly [string, string, readonly string[]])[] = [
  ['no VirtualService, no chain', '', []],
  [
    'each tls match is a chain of its SNI hosts',
    service('a', 1, `tls: [{match: [{sniHosts: [a.com]}, {sniHosts: [b.com, c.com]}], ${TO}}]`),
    ['443 [a.com] a tls[0].match[0]', '443 [b.com c.com] a tls[0].match[1]'],
  ],
  [
    'a match with one SNI that is taken is skipped whole',
    service('a', 1, `tls: [{match: [{sniHosts: [a.com]}], ${TO}}]`) +
      service('b', 2, `tls: [{match: [{sniHosts: [b.com, a.com]}, {sniHosts: [c.com]}], ${TO}}]`),
    ['443 [a.com] a tls[0].match[0]', '443 [c.com] b tls[0].match[1]'],
  ],
  [
    'the match port is the declared one; subnets and sources do not count',
    service(
      'a',
      1,
      `tls: [{match: [{port: 444, sniHosts: [a.com]}, {port: 443, sniHosts: [b.com], sourceLabels: {no: "1"}, destinationSubnets: [10.0.0.0/8]}], ${TO}}]`,
    ),
    ['443 [b.com] a tls[0].match[1]'],
  ],
  [
    'of the tcp rules only the first that fits, of the oldest VirtualService',
    service('a', 2, `tcp: [{${TO}}]`) +
      service('b', 1, `tcp: [{match: [{port: 1}], ${TO}}, {match: [{port: 9000}], ${TO}}, {${TO}}]`),
    ['9000 [] b tcp[1]', '9443 [x.com] b tcp[2]'],
  ],
];

describe('layer 4 chains of a gateway', () => {
  for (const [rule, yaml, expected] of CASES) {
    it(rule, () => {
      expect(chains(yaml)).to.deep.equal(expected);
    });
  }
});
