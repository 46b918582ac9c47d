/** DestinationRule lookup, merging and subset ownership. */
import { expect } from 'chai';

import { replayOf, type Given } from '../../../support/given.ts';

const SERVICE = `
apiVersion: v1
kind: Service
metadata: {name: web, namespace: shop}
spec: {ports: [{name: http, port: 80}, {name: dns, port: 53, protocol: UDP}]}
---
`;

function rule(name: string, namespace: string, day: number, spec: string): string {
  return `
apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: {name: ${name}, namespace: ${namespace}, creationTimestamp: "2025-01-0${String(day)}T00:00:00Z"}
spec: {${spec}}
---
`;
}

/** `cluster → rule in the metadata, place of the subset`. */
function clusters(yaml: string, given?: Given): readonly string[] {
  return replayOf(SERVICE + yaml, given).clusters.map(({ name, destinationRule, subsetOrigin }) => {
    const subset = subsetOrigin === null ? '' : ` ${subsetOrigin.resource.ref.name} ${subsetOrigin.path}`;
    return `${name} ${destinationRule?.ref.name ?? '-'}${subset}`;
  });
}

const DEFAULT = 'outbound|80||web.shop.svc.cluster.local';
const V1 = 'outbound|80|v1|web.shop.svc.cluster.local';

const CASES: readonly (readonly [string, string, readonly string[], Given?])[] = [
  ['no rule; UDP makes no cluster', '', [`${DEFAULT} -`]],
  [
    'a short host is of the rule’s namespace',
    rule('r', 'shop', 1, 'host: web, subsets: [{name: v1}]'),
    [`${DEFAULT} r`, `${V1} r spec.subsets[0]`],
  ],
  ['a short host elsewhere is another host', rule('r', 'other', 1, 'host: web'), [`${DEFAULT} -`]],
  [
    'rules of one host merge: the oldest gives the metadata, a subset is its own rule’s',
    rule('b', 'shop', 2, 'host: web, subsets: [{name: v1}, {name: v0}]') +
      rule('a', 'shop', 1, 'host: web.shop.svc.cluster.local, subsets: [{name: v0}]'),
    [`${DEFAULT} a`, 'outbound|80|v0|web.shop.svc.cluster.local a a spec.subsets[0]', `${V1} a b spec.subsets[0]`],
  ],
  [
    'the most specific host wins',
    rule('wide', 'shop', 1, 'host: "*.shop.svc.cluster.local"') + rule('close', 'shop', 2, 'host: web'),
    [`${DEFAULT} close`],
  ],
  [
    'the client’s namespace comes before the service’s',
    rule('theirs', 'shop', 1, 'host: web') + rule('mine', 'edge', 2, 'host: web.shop.svc.cluster.local'),
    [`${DEFAULT} mine`],
    { namespace: 'edge' },
  ],
  [
    'but not the root namespace’s wide rules, for a gateway that lives there',
    rule('theirs', 'shop', 1, 'host: web') + rule('root', 'istio-system', 2, 'host: "*.local"'),
    [`${DEFAULT} theirs`],
  ],
  ['those come last', rule('root', 'istio-system', 2, 'host: "*.local"'), [`${DEFAULT} root`], { namespace: 'edge' }],
  ['exportTo hides a rule', rule('r', 'shop', 1, 'host: web, exportTo: [.]'), [`${DEFAULT} -`]],
  [
    'a rule for other workloads does not count',
    rule('r', 'shop', 1, 'host: web, workloadSelector: {matchLabels: {app: x}}'),
    [`${DEFAULT} -`],
  ],
];

describe('DestinationRules', () => {
  for (const [label, yaml, expected, given] of CASES) {
    it(label, () => {
      const actual = clusters(yaml, given).map((text) => text.replace(/ (\S+) (\1) spec/, ' $1 spec'));
      const wanted = expected.map((text) => text.replace(/ (\S+) (\1) spec/, ' $1 spec'));
      expect(actual).to.deep.equal(wanted);
    });
  }
});
