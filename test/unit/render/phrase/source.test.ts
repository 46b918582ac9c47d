import { expect } from 'chai';
import type { Source } from '../../../../lib/model/index.ts';
import { evidenceList, gatewayList, sourceWords } from '../../../../lib/render/phrase/index.ts';
import { GATEWAY, resource, source } from '../documents.ts';

const k8s = 'gateway.networking.k8s.io';

describe('sourceWords', () => {
  const table: readonly (readonly [string, Source, string, string])[] = [
    ['attributed', source(), 'VirtualService default/bookinfo', 'VirtualService default/bookinfo'],
    [
      'with a path',
      source({ resource: resource('HTTPRoute', 'store', 'store', k8s), path: 'rules[1]' }),
      'HTTPRoute store/store rules[1]',
      'HTTPRoute store/store rules[1]',
    ],
    [
      'a delegate',
      source({ via: { ...resource('VirtualService', 'default', 'root'), path: 'http[0]' } }),
      'VirtualService default/bookinfo (via default/root http[0])',
      'VirtualService default/bookinfo (via default/root http[0])',
    ],
    [
      'not certain, with a caveat and a place',
      source({ confidence: 'likely', reason: 'a delegate may have made it', location: { file: 'vs.yaml', line: 7 } }),
      'VirtualService default/bookinfo (likely)',
      'VirtualService default/bookinfo (likely) at vs.yaml:7; a delegate may have made it',
    ],
    [
      'a name that cannot be known',
      source({ resource: resource('ServiceEntry', 'client', null), confidence: 'possible' }),
      'ServiceEntry client/? (possible)',
      'ServiceEntry client/? (possible)',
    ],
    [
      'Gateway API',
      source({ resource: resource('Gateway', 'a', 'b', k8s) }),
      'Kubernetes Gateway a/b',
      'Kubernetes Gateway a/b',
    ],
    [
      'cluster-scoped',
      source({ resource: resource('GatewayClass', '', 'istio', k8s) }),
      'GatewayClass istio',
      'GatewayClass istio',
    ],
    [
      'ambiguous',
      source({
        status: 'ambiguous',
        resource: null,
        candidates: [resource('Ingress', 'front', 'front'), resource('Ingress', 'front', 'front-two')],
        confidence: 'likely',
        reason: 'Istio folds Ingresses of one host into one',
      }),
      '? Ingress front/front | front/front-two (likely)',
      '? Ingress front/front | front/front-two (likely); Istio folds Ingresses of one host into one',
    ],
    [
      'ambiguous, with the place in either',
      source({
        status: 'ambiguous',
        resource: null,
        path: 'rules[1]',
        candidates: [resource('GRPCRoute', 'shop', 'r'), resource('HTTPRoute', 'shop', 'r')],
        confidence: 'likely',
        reason: 'the dump does not say which',
      }),
      '? GRPCRoute shop/r | HTTPRoute shop/r rules[1] (likely)',
      '? GRPCRoute shop/r | HTTPRoute shop/r rules[1] (likely); the dump does not say which',
    ],
    [
      'ambiguous without candidates',
      source({ status: 'ambiguous', resource: null, reason: 'two Gateways fit. Give resources to tell.' }),
      '? two Gateways fit',
      '? two Gateways fit. Give resources to tell.',
    ],
    [
      'built-in',
      source({ status: 'synthetic', resource: null, reason: 'readiness probe' }),
      '(built-in: readiness probe)',
      '(built-in: readiness probe)',
    ],
    [
      'unattributed',
      source({
        status: 'unattributed',
        resource: null,
        candidates: [resource('EnvoyFilter', '', null)],
        confidence: 'likely',
        reason: 'no metadata; istiod always writes some',
      }),
      '(unattributed: likely EnvoyFilter)',
      '(unattributed: likely EnvoyFilter; no metadata; istiod always writes some)',
    ],
    [
      'unattributed, hardly more than a guess',
      source({
        status: 'unattributed',
        resource: null,
        candidates: [resource('EnvoyFilter', 'istio-system', 'extra')],
        confidence: 'possible',
      }),
      '(unattributed: possibly EnvoyFilter istio-system/extra)',
      '(unattributed: possibly EnvoyFilter istio-system/extra; no trace of a maker)',
    ],
    [
      'unattributed without a guess',
      source({ status: 'unattributed', resource: null, reason: 'no trace; nothing fits' }),
      '(unattributed: no trace)',
      '(unattributed: no trace; nothing fits)',
    ],
  ];
  for (const [name, given, short, full] of table) {
    it(name, () => {
      expect(sourceWords(given, false)).to.equal(short);
      expect(sourceWords(given, true)).to.equal(full);
    });
  }

  it('lists gateways once and evidence by kind', () => {
    const other = { ...GATEWAY, name: 'two', server: null };
    expect(gatewayList([GATEWAY, GATEWAY, other])).to.equal(
      'Gateway default/one-gateway servers[0], Gateway default/two',
    );
    expect(gatewayList([])).to.equal('');
    expect(
      evidenceList([
        { kind: 'routeConfigName', detail: 'http.8080' },
        { kind: 'serverNames', detail: 'a.b' },
      ]),
    ).to.equal('route configuration name: http.8080; SNI: a.b');
  });
});
