import { readFileSync } from 'node:fs';
import { expect } from 'chai';
import { sourceOf } from '../../../lib/model/index.ts';
import type { Attribution, EntityId, Snapshot, Source } from '../../../lib/model/index.ts';
import { attribute } from '../../../lib/provenance/index.ts';
import type { Provenance } from '../../../lib/provenance/index.ts';
import { SAMPLE_NAMES, samplePath, snapshotOf } from '../../support/samples.ts';
import { brief, spell } from './given.ts';

interface Sample {
  readonly snapshot: Snapshot;
  readonly provenance: Provenance;
}

const read = new Map<string, Sample>();
function sample(name: string): Sample {
  let found = read.get(name);
  if (found === undefined) {
    const snapshot = snapshotOf(name);
    read.set(name, (found = { snapshot, provenance: attribute(snapshot) }));
  }
  return found;
}

interface Entity {
  readonly id: EntityId;
  readonly key: string;
}

/** Every entity that must be explained, by a name that does not depend on the snapshot's order. */
function entities({ listeners, routeConfigs, clusters }: Snapshot): Entity[] {
  return [
    ...clusters.map(({ id, name }) => ({ id, key: `cluster ${name}` })),
    ...listeners.flatMap(({ id, label, filterChains }) => [
      { id, key: `listener ${label}` },
      ...filterChains.map((chain) => ({ id: chain.id, key: `chain ${label}/${String(chain.index)}` })),
    ]),
    ...routeConfigs.flatMap(({ id, label, virtualHosts }) => [
      { id, key: `config ${label}` },
      ...virtualHosts.flatMap((host) => [
        { id: host.id, key: `host ${label}/${host.name}` },
        ...host.routes.map((route) => ({ id: route.id, key: `${label}/${host.name}/${String(route.index)}` })),
      ]),
    ]),
  ];
}

function attributionOf(name: string, key: string): Attribution {
  const { snapshot, provenance } = sample(name);
  const entity = entities(snapshot).find((one) => one.key === key);
  const found = entity === undefined ? undefined : provenance.attributions.get(entity.id);
  if (found === undefined) throw new Error(`${name} has no ${key}`);
  return found;
}

const sourceIn = (name: string, key: string): Source => sourceOf(attributionOf(name, key));

interface True {
  readonly routeConfig: string;
  readonly virtualHost: string;
  readonly index: number;
  readonly owner: string;
}

describe('provenance of the samples', () => {
  for (const name of SAMPLE_NAMES) {
    it(`${name}: every entity has exactly one entry, and it is sound`, () => {
      const { snapshot, provenance } = sample(name);
      const ids = entities(snapshot).map(({ id }) => id);
      expect([...provenance.attributions].map(([id]) => id)).to.have.members(ids);
      expect(ids, 'no holes').to.have.members(ids.map((_, at) => at));
      for (const attribution of provenance.attributions.values()) {
        const { status, resource, candidates, evidence, reason, gateways } = sourceOf(attribution);
        expect(evidence.length, reason ?? '').to.be.greaterThan(0);
        if (status === 'attributed') expect(resource).to.not.equal(null);
        else expect(reason).to.not.equal('');
        if (status === 'ambiguous') expect(candidates.length).to.be.greaterThan(0);
        for (const ref of [...candidates, ...gateways, ...(resource === null ? [] : [resource])]) {
          expect([ref.namespace === '', ref.name === ''], JSON.stringify(ref)).to.deep.equal([false, false]);
        }
      }
    });

    it(`${name}: two runs say the same`, () => {
      const { snapshot, provenance } = sample(name);
      expect([...attribute(snapshot).attributions]).to.deep.equal([...provenance.attributions]);
    });
  }

  for (const name of ['random-1', 'random-2', ...['1.12', '1.16', '1.20', '1.24'].map((v) => `random-istio-${v}`)]) {
    it(`${name}: every route names the owner that istiod had`, () => {
      const truth = JSON.parse(readFileSync(samplePath(name, 'truth.json'), 'utf8')) as readonly True[];
      expect(truth.length).to.be.greaterThan(50);
      const { snapshot, provenance } = sample(name);
      const said = new Map(entities(snapshot).map(({ id, key }) => [key, brief(provenance.attributions.get(id))]));
      for (const { routeConfig, virtualHost, index, owner } of truth) {
        const key = `${routeConfig}/${virtualHost}/${String(index)}`;
        expect(said.get(key), key).to.equal(`attributed certain VirtualService ${owner}`);
      }
    });
  }

  const versions: readonly (readonly [name: string, text: string, how: string])[] = [
    ['seed', '1.30.3', 'read'],
    ['random-istio-1.12', '1.11-1.13', 'inferred'],
    ['random-istio-1.16', '1.15-1.17', 'inferred'],
    ['random-istio-1.20', '1.18-1.23', 'inferred'],
    ['random-istio-1.24', '1.24 or later', 'inferred'],
    ['synthetic-1', 'unknown', 'assumed'],
  ];
  for (const [name, text, how] of versions) {
    it(`${name} is of Istio ${text}, ${how}`, () => {
      const { istioVersion } = sample(name).provenance;
      expect([istioVersion.text, istioVersion.how]).to.deep.equal([text, how]);
    });
  }

  const HTTPS_EDGE = 'https.443.default.edge~istio-autogenerated-k8s-gateway~https.edge';
  const table: readonly (readonly [name: string, key: string, says: string])[] = [
    ['seed', 'http.8080/*:80/0', 'attributed certain VirtualService default/grafana'],
    ['seed', 'http.8080/*:80/1', 'attributed certain VirtualService default/bookinfo'],
    [
      'seed',
      'cluster outbound|80|v1|grafana.default.svc.cluster.local',
      'attributed likely DestinationRule default/grafana',
    ],
    ['seed', 'cluster outbound|80||grafana.default.svc.cluster.local', 'attributed certain Service default/grafana'],
    ['shop', 'chain 0.0.0.0_8443/0', 'attributed certain Gateway shop/shop'],
    ['shop', 'config https.443.https-partner.partner.payments', 'attributed certain Gateway payments/partner'],
    ['shop', 'chain 0.0.0.0_15443/0', 'unattributed likely'],
    ['shop', 'chain 0.0.0.0_31400/0', 'unattributed likely'],
    ['shop', 'host http.8080/internal.example.com:80', 'attributed certain VirtualService ops/ops'],
    ['gateway-api', `${HTTPS_EDGE}/www.store.example:443/0`, 'attributed certain HTTPRoute store/store rules[0]'],
    ['gateway-api', `${HTTPS_EDGE}/www.store.example:443/1`, 'attributed likely HTTPRoute store/store rules[0]'],
    ['gateway-api', `${HTTPS_EDGE}/www.store.example:443/2`, 'attributed certain HTTPRoute store/store rules[2]'],
    ['gateway-api', `${HTTPS_EDGE}/www.store.example:443/3`, 'attributed likely HTTPRoute store/store rules[1]'],
    ['gateway-api', `${HTTPS_EDGE}/www.store.example:443/4`, 'attributed likely HTTPRoute store/store rules[3]'],
    ['gateway-api', 'http.80/grpc.store.example:80/0', 'ambiguous likely GRPCRoute store/echo | HTTPRoute store/echo'],
    [
      'gateway-api',
      'http.80/beta.store.example:80/0',
      'ambiguous likely HTTPRoute store/store-missing | GRPCRoute store/store-missing',
    ],
    ['gateway-api', 'listener 0.0.0.0_443', 'attributed likely Gateway edge/edge'],
    ['gateway-api', 'listener 0.0.0.0_80', 'attributed likely Gateway edge/edge'],
    ['gateway-api', 'listener 0.0.0.0_5432', 'unattributed likely'],
    ['k8s-ingress', 'http.8080/*.front.example.org:80/0', 'attributed likely Ingress front/front'],
    ['k8s-ingress', 'http.8080/front.example.org:80/2', 'ambiguous likely Ingress front/front | Ingress front/?'],
    ['k8s-ingress', 'http.8080/front.example.org:80/0', 'ambiguous likely Ingress front/front | Ingress front/?'],
    ['k8s-ingress', 'host http.8080/front.example.org:80', 'attributed likely Ingress front/front'],
    ['envoyfilter', 'https.443.https-shop.shop.shop/shop.example.com:443/0', 'unattributed likely'],
    ['envoyfilter', 'http.8080/extra-vhost/0', 'unattributed likely'],
    ['envoyfilter', 'host http.8080/extra-vhost', 'unattributed likely'],
    [
      'egress-gateway',
      'http.8080/edition.cnn.com:80/0',
      'attributed certain VirtualService client/direct-cnn-through-egress-gateway',
    ],
    ['egress-gateway', 'cluster outbound|443||api.stripe.com', 'attributed certain ServiceEntry client/?'],
    ['egress-gateway', 'cluster outbound|443||*.wikipedia.org', 'attributed certain ServiceEntry client/?'],
    ['egress-gateway', 'chain 0.0.0.0_8443/0', 'unattributed likely'],
    ['sidecar', 'cluster PassthroughCluster', 'synthetic certain'],
    ['sidecar', '80/allow_any/0', 'synthetic certain'],
    ['sidecar', 'chain 0.0.0.0_443/1', 'attributed certain VirtualService client/stripe-through-egress'],
    ['sidecar', 'chain 0.0.0.0_443/0', 'attributed certain ServiceEntry client/?'],
    ['sidecar', 'listener virtualInbound', 'synthetic certain'],
    ['sidecar', '80/sleep.client.svc.cluster.local:80/0', 'synthetic certain'],
    ['incidents', 'host http.31400/blackhole:31400', 'synthetic certain'],
    ['incidents', 'listener 0.0.0.0_8443', 'attributed certain Gateway istio-system/main'],
    [
      'incidents',
      'host http.8080/demo.example.com:80',
      'ambiguous likely VirtualService shop/demo-web | VirtualService shop/demo-api | VirtualService ops/demo-other-ns',
    ],
  ];
  for (const [name, key, says] of table) {
    it(`${name}: ${key} is ${says}`, () => {
      expect(brief(attributionOf(name, key))).to.equal(says);
    });
  }

  const reasons: readonly (readonly [name: string, key: string, says: RegExp])[] = [
    ['k8s-ingress', 'http.8080/front.example.org:80/2', /folds all Ingresses that share a host/],
    ['shop', 'chain 0.0.0.0_15443/0', /vault\.example\.com go to Service data\/vault.*neither name is in the dump/],
    ['shop', 'chain 0.0.0.0_31400/0', /Service data\/mongo.*neither name is in the dump/],
    ['egress-gateway', 'chain 0.0.0.0_8443/0', /host api\.stripe\.com of a ServiceEntry in namespace client/],
    ['envoyfilter', 'https.443.https-shop.shop.shop/shop.example.com:443/0', /EnvoyFilter/],
    ['sidecar', '80/allow_any/0', /ALLOW_ANY.*PassthroughCluster/],
    ['sidecar', 'cluster PassthroughCluster', /ALLOW_ANY/],
    ['incidents', 'host http.31400/blackhole:31400', /server on port 31400.*no VirtualService.*404/],
    ['seed', 'config http.8080', /port 8080 \(declared as 80\); the dump does not name/],
    ['synthetic-1', 'listener l11000', /nothing in this input was made by Istio/],
  ];
  for (const [name, key, says] of reasons) {
    it(`${name}: ${key} says ${says.source}`, () => {
      expect(sourceIn(name, key).reason).to.match(says);
    });
  }

  it('envoyfilter: the merged redirect looks like any other route, and nothing claims otherwise', () => {
    const key = (name: string): string => {
      const config = sample(name).snapshot.routeConfigs.find(
        ({ name: found }) => found === 'https.443.https-shop.shop.shop',
      );
      const host = config?.virtualHosts.find(({ name: found }) => found === 'shop.example.com:443');
      const route = host?.routes.find(({ name: found }) => found === 'old');
      return `https.443.https-shop.shop.shop/shop.example.com:443/${String(route?.index)}`;
    };
    const merged = sourceIn('envoyfilter', key('envoyfilter'));
    expect(merged).to.deep.equal(sourceIn('shop', key('shop')));
    expect(brief(attributionOf('envoyfilter', key('envoyfilter')))).to.equal(
      'attributed certain VirtualService shop/storefront',
    );
  });

  it('gateway-api: routes name the listener they are attached through', () => {
    const listeners = (key: string): unknown =>
      sourceIn('gateway-api', key).gateways.map((ref) => `${spell(ref)} ${String(ref.server)}`);
    expect(listeners(`${HTTPS_EDGE}/www.store.example:443/0`)).to.deep.equal(['Gateway edge/edge https']);
    expect(listeners('http.80/www.store.example:80/0')).to.deep.equal(['Gateway edge/edge http']);
  });

  it('synthetic-1: nothing is attributed, built in or blamed on an EnvoyFilter', () => {
    const { provenance } = sample('synthetic-1');
    for (const attribution of provenance.attributions.values()) {
      expect(attribution.status).to.equal('unattributed');
      expect(sourceOf(attribution).reason).to.not.match(/EnvoyFilter/);
    }
  });

  it('seed: cluster, subsets and DestinationRule go together', () => {
    const { snapshot, provenance } = sample('seed');
    const rules = snapshot.clusters.flatMap(({ id, name }) => {
      const rule = provenance.destinationRules.get(id);
      return rule === undefined ? [] : [`${name}: ${brief(rule)}`];
    });
    const says = 'attributed certain DestinationRule default/grafana';
    expect(rules).to.deep.equal([
      `outbound|80|v1|grafana.default.svc.cluster.local: ${says}`,
      `outbound|80|v2|grafana.default.svc.cluster.local: ${says}`,
      `outbound|80||grafana.default.svc.cluster.local: ${says}`,
    ]);
  });

  it('what the dump and the routes alone both show is judged alike, as far as VirtualServices go', () => {
    for (const name of SAMPLE_NAMES.filter((one) => one !== 'synthetic-1')) {
      const whole = sample(name);
      const alone = snapshotOf(name, 'routes.json');
      const { attributions } = attribute(alone);
      const said = new Map(
        entities(whole.snapshot).map(({ id, key }) => [key, brief(whole.provenance.attributions.get(id))]),
      );
      for (const { id, key } of entities(alone)) {
        const now = brief(attributions.get(id));
        if (now.includes('VirtualService')) expect(now, `${name} ${key}`).to.equal(said.get(key));
      }
    }
  });
});
