/** Resources without creationTimestamp do not tell which of them is older: the dump may, and nobody guesses. */
import { expect } from 'chai';

import { memorySource } from '../../../../lib/base/source/index.ts';
import { reasonWords } from '../../../../lib/analyze/rows/reason-words.ts';
import { normalize } from '../../../../lib/normalize/index.ts';
import { sourceOf } from '../../../../lib/model/index.ts';
import type { Snapshot, Source } from '../../../../lib/model/index.ts';
import { attribute, whyNot } from '../../../../lib/provenance/index.ts';
import type { Provenance } from '../../../../lib/provenance/index.ts';
import { idsByPlace } from '../../../support/entity-names.ts';
import { resourcesOf } from '../../../support/given.ts';
import { cluster, config, host, listener, http, node, to } from '../given.ts';

type Json = Readonly<Record<string, unknown>>;

interface Dump {
  readonly routes?: readonly Json[];
  readonly listeners?: readonly Json[];
  readonly clusters?: readonly Json[];
  readonly bootstrap: Json;
}

interface Judged extends Provenance {
  readonly snapshot: Snapshot;
}

function judge(dump: Dump, yaml: string): Judged {
  const inputs = Object.entries(dump).map(([section, value]) => ({
    origin: { name: `${section}.json`, kind: 'file' as const },
    source: memorySource(Buffer.from(JSON.stringify(value))),
    named: true,
  }));
  const options = { labels: new Map([['app', 'x']]), namespace: 'ns', istioVersion: '1.30.0' };
  const snapshot = normalize(inputs);
  return { ...attribute(snapshot, resourcesOf(yaml), options), snapshot };
}

/** `at` is a place, e.g. `route/0.0.0`. */
function said({ snapshot, attributions }: Judged, at: string): Source {
  const id = idsByPlace(snapshot).get(at);
  const found = id === undefined ? undefined : attributions.get(id);
  if (found === undefined) throw new Error(`no ${at}`);
  return sourceOf(found);
}

/** `confidence name path` and the Gateways. */
function brief(provenance: Judged, id: string): string {
  const { confidence, resource, path, gateways } = said(provenance, id);
  const through = gateways.map(({ name, server }) => `${String(name)}/${String(server)}`).join(' ');
  return `${confidence} ${String(resource?.name)} ${path ?? '-'} [${through}]`;
}

const dated = (day: number | null): string =>
  day === null ? '' : `, creationTimestamp: "2025-01-0${String(day)}T00:00:00Z"`;

const object = (kind: string, name: string, day: number | null, spec: string): string => `
apiVersion: networking.istio.io/v1
kind: ${kind}
metadata: {name: ${name}, namespace: ns${dated(day)}}
spec: ${spec}
---
`;

const gateway = (name: string, day: number | null, server: string): string =>
  object('Gateway', name, day, `{selector: {app: x}, servers: [{${server}, hosts: [a.com]}]}`);
const HTTP = 'port: {number: 80, name: http, protocol: HTTP}';
const HTTPS = 'port: {number: 443, name: https, protocol: HTTPS}, tls: {mode: SIMPLE, credentialName: c}';

const WEB = 'web.ns.svc.cluster.local';
const ROUTE = `route: [{destination: {host: ${WEB}, port: {number: 80}}}]`;
const virtualService = (name: string, day: number | null, more: string): string =>
  object('VirtualService', name, day, `{hosts: [a.com], ${more}, http: [{${ROUTE}}]}`);
const BOTH = virtualService('vs', null, 'gateways: [a, b]');

const VS = '/apis/networking.istio.io/v1/namespaces/ns/virtual-service/';
const route = (owner = 'vs'): Json =>
  to(`outbound|80||${WEB}`, { metadata: { filterMetadata: { istio: { config: `${VS}${owner}` } } } });
const router = node('router', '1.30.0');
const sidecar = node('sidecar', '1.30.0');
const PLAIN: Dump = { routes: [config('http.80', host('a.com:80', [route(), route()]))], bootstrap: router };

describe('undated Gateways', () => {
  it('leave open through which of them each of two equal routes came', () => {
    const provenance = judge(PLAIN, gateway('a', null, HTTP) + gateway('b', null, HTTP) + BOTH);
    for (const id of ['route/0.0.0', 'route/0.0.1']) {
      expect(brief(provenance, id)).to.equal('certain vs http[0] []');
      expect(
        said(provenance, id)
          .evidence.map(({ detail }) => detail)
          .join(),
      ).to.include('creationTimestamp');
    }
  });

  for (const [first, second] of [
    [1, 2],
    [2, 1],
  ] as const) {
    it(`with dates ${String(first)} and ${String(second)} tell it`, () => {
      const provenance = judge(PLAIN, gateway('a', first, HTTP) + gateway('b', second, HTTP) + BOTH);
      const through = first === 1 ? ['a', 'b'] : ['b', 'a'];
      expect(brief(provenance, 'route/0.0.0')).to.equal(`certain vs http[0] [${String(through[0])}/servers[0]]`);
      expect(brief(provenance, 'route/0.0.1')).to.equal(`certain vs http[0] [${String(through[1])}/servers[0]]`);
    });
  }

  it('do not tell the order of VirtualServices that come through them', () => {
    const yaml =
      gateway('a', null, HTTP) +
      gateway('b', null, HTTP) +
      virtualService('one', 1, 'gateways: [a]') +
      virtualService('two', 2, 'gateways: [b]');
    const { diagnostics } = judge(
      { routes: [config('http.80', host('a.com:80', [route('two'), route('one')]))], bootstrap: router },
      yaml,
    );
    const [order, ...others] = diagnostics.filter(({ code }) => code === 'RP005');
    expect(order?.message).to.include('creation times are missing');
    expect(others).to.deep.equal([]);
  });

  for (const [winner, loser] of [
    ['a', 'b'],
    ['b', 'a'],
  ] as const) {
    it(`leave it to the dump that ${winner} took the host from ${loser}`, () => {
      const name = `https.443.https.${winner}.ns`;
      const dump: Dump = {
        routes: [config(name, host('a.com:443', [route()]))],
        listeners: [listener('0.0.0.0', 443, http(name, { filterChainMatch: { serverNames: ['a.com'] } }))],
        bootstrap: router,
      };
      const provenance = judge(dump, gateway('a', null, HTTPS) + gateway('b', null, HTTPS) + BOTH);
      expect(provenance.diagnostics.filter(({ severity }) => severity === 'warning')).to.deep.equal([]);
      expect(brief(provenance, 'route/0.0.0')).to.equal(`certain vs http[0] [${winner}/servers[0]]`);
      expect(lostBy(provenance)).to.deep.equal([`${loser} to ${winner}, known`]);
    });
  }

  it('leave open whose redirect to https it is, and through which of them a route came', () => {
    const redirect = `${HTTP}, tls: {httpsRedirect: true}`;
    const yaml = gateway('a', null, redirect) + gateway('b', null, redirect);
    const bound = {
      routes: [config('http.80', host('a.com:80', [route()], { requireTls: 'ALL' }))],
      bootstrap: router,
    };
    expect(brief(judge(bound, yaml + BOTH), 'route/0.0.0')).to.equal('certain vs http[0] []');
    const only = judge(bound, yaml + virtualService('vs', null, 'gateways: [a]'));
    expect(brief(only, 'route/0.0.0')).to.equal('certain vs http[0] [a/servers[0]]');
    const empty = { routes: [config('http.80', host('a.com:80', [], { requireTls: 'ALL' }))], bootstrap: router };
    expect(said(judge(empty, yaml), 'vhost/0.0').gateways).to.deep.equal([]);
    expect(said(judge(empty, yaml), 'vhost/0.0').resource).to.equal(null);
    const dates = judge(empty, gateway('a', 2, redirect) + gateway('b', 1, redirect));
    expect(brief(dates, 'vhost/0.0')).to.equal('certain b servers[0] [b/servers[0]]');
  });

  it('do not say who is older where the dump has neither', () => {
    const dump: Dump = { clusters: [cluster(`outbound|80||${WEB}`)], bootstrap: router };
    const provenance = judge(dump, gateway('a', null, HTTPS) + gateway('b', null, HTTPS) + BOTH);
    expect(lostBy(provenance)).to.deep.equal(['b to a, not known']);
    expect(wordsOf(provenance)).to.match(
      /may be dropped .* another server .* it cannot be told which of them is older/,
    );
    const dates = judge(dump, gateway('a', 2, HTTPS) + gateway('b', 1, HTTPS) + BOTH);
    expect(lostBy(dates)).to.deep.equal(['a to b, known']);
    expect(wordsOf(dates)).to.match(/ is dropped .* an older server /);
  });
});

/** What `why-not` says of all Gateways. */
function wordsOf({ given }: Provenance): string {
  if (given.kind !== 'compared') throw new Error('not compared');
  const { replay } = given.comparison;
  const reasons = replay.resources
    .ofKind('Gateway')
    .flatMap((resource) => whyNot(resource, replay))
    .flatMap((outcome) => outcome.reasons);
  return reasons.map((reason) => reasonWords(reason, replay)).join('\n');
}

/** Servers that `why-not` says were dropped, to whom, and whether their ages are known. */
function lostBy({ given }: Provenance): readonly string[] {
  if (given.kind !== 'compared') throw new Error('not compared');
  const { replay } = given.comparison;
  return replay.resources
    .ofKind('Gateway')
    .flatMap((resource) =>
      whyNot(resource, replay).flatMap(({ reasons }) =>
        reasons.flatMap((reason) =>
          reason.kind === 'server-dropped'
            ? `${resource.ref.name} to ${String(reason.winner?.resource.ref.name)}, ${reason.isOrderKnown ? '' : 'not '}known`
            : [],
        ),
      ),
    );
}

const SERVICE = `
apiVersion: v1
kind: Service
metadata: {name: web, namespace: ns}
spec: {ports: [{name: http, port: 80}]}
---
`;

describe('undated DestinationRules of one host', () => {
  const rule = (name: string, day: number | null, subsets: string): string =>
    object('DestinationRule', name, day, `{host: ${WEB}, subsets: [${subsets}]}`);
  const V1 = '{name: v1, labels: {version: v1}}';
  const V2 = '{name: v2, labels: {version: v2}}';
  const RULE = '/apis/networking.istio.io/v1/namespaces/ns/destination-rule/';
  const subset = (named: string | null): Dump => ({
    clusters: [cluster(`outbound|80|v1|${WEB}`, named === null ? undefined : { config: `${RULE}${named}` })],
    bootstrap: router,
  });

  it('leave the owner of a subset that both name likely', () => {
    const yaml = SERVICE + rule('a', null, V1) + rule('b', null, V1);
    expect(said(judge(subset(null), yaml), 'cluster/0').confidence).to.equal('likely');
  });

  for (const named of ['a', 'b']) {
    it(`leave it to the metadata that ${named} is the oldest`, () => {
      const provenance = judge(subset(named), SERVICE + rule('a', null, V1) + rule('b', null, `${V2}, ${V1}`));
      const path = named === 'a' ? 'spec.subsets[0]' : 'spec.subsets[1]';
      expect(brief(provenance, 'cluster/0')).to.equal(`certain ${named} ${path} []`);
      expect(provenance.diagnostics.filter(({ code }) => code === 'RP004')).to.deep.equal([]);
    });
  }

  it('stay open where the oldest, a third, does not name the subset', () => {
    const yaml = SERVICE + rule('a', null, V1) + rule('b', null, V1) + rule('c', null, V2);
    expect(said(judge(subset('c'), yaml), 'cluster/0').confidence).to.equal('likely');
  });

  it('are certain where only one names it, or where their dates are given', () => {
    const one = SERVICE + rule('a', null, V2) + rule('b', null, V1);
    expect(brief(judge(subset('a'), one), 'cluster/0')).to.equal('certain b spec.subsets[0] []');
    const dates = SERVICE + rule('a', 2, V1) + rule('b', 1, V1);
    expect(brief(judge(subset('b'), dates), 'cluster/0')).to.equal('certain b spec.subsets[0] []');
  });
});

describe('undated VirtualServices of one mesh host', () => {
  const mesh = (name: string, day: number | null): string =>
    object('VirtualService', name, day, `{hosts: [${WEB}], http: [{${ROUTE}}]}`);
  const dump = (owner: string): Dump => ({
    routes: [config('80', host(`${WEB}:80`, [route(owner)]))],
    bootstrap: sidecar,
  });

  for (const owner of ['one', 'two']) {
    it(`leave it to the dump that ${owner} took it`, () => {
      const provenance = judge(dump(owner), SERVICE + mesh('one', null) + mesh('two', null));
      expect(brief(provenance, 'route/0.0.0')).to.equal(`certain ${owner} http[0] []`);
      expect(provenance.diagnostics.filter(({ severity }) => severity === 'warning')).to.deep.equal([]);
    });
  }

  it('with dates make the younger’s routes a contradiction', () => {
    const provenance = judge(dump('two'), SERVICE + mesh('one', 1) + mesh('two', 2));
    expect(said(provenance, 'route/0.0.0').confidence).to.equal('likely');
  });
});
