/** A dump whose release is not known shows itself whether its hosts shared an array of routes. */
import { expect } from 'chai';

import { memorySource } from '../../../../lib/base/source/index.ts';
import type { Snapshot } from '../../../../lib/model/index.ts';
import { normalize } from '../../../../lib/normalize/index.ts';
import { align, replay } from '../../../../lib/provenance/replay/index.ts';
import { gatewayYaml, resourcesOf, virtualServiceYaml } from '../../../support/given.ts';

const TO = 'route: [{destination: {host: web.app.svc.cluster.local, port: {number: 80}}}]';
const rule = (uri: string): string => `{match: [{uri: {prefix: /${uri}}}], ${TO}}`;
const RESOURCES = resourcesOf(
  gatewayYaml('["*"]') +
    virtualServiceYaml('both', 1, `hosts: [foo.com, bar.com]\nhttp: [${rule('1')}, {match: [{port: 1}], ${TO}}]`) +
    virtualServiceYaml('foo', 2, `hosts: [foo.com]\nhttp: [${rule('foo')}]`) +
    virtualServiceYaml('bar', 3, `hosts: [bar.com]\nhttp: [${rule('bar')}]`),
);

const route = (owner: string, prefix: string): object => ({
  match: { prefix: `/${prefix}`, caseSensitive: true },
  route: { cluster: 'outbound|80||web.app.svc.cluster.local', timeout: '0s' },
  metadata: {
    filterMetadata: { istio: { config: `/apis/networking.istio.io/v1alpha3/namespaces/app/virtual-service/${owner}` } },
  },
});

function findings(...virtualHosts: readonly object[]): readonly string[] {
  const config = { name: 'http.80', virtualHosts, ignorePortInHostMatching: true };
  const bytes = Buffer.from(JSON.stringify([config]));
  const snapshot: Snapshot = normalize([
    { origin: { name: 'routes.json', kind: 'file' }, source: memorySource(bytes), named: true },
  ]);
  const outcome = replay(snapshot, RESOURCES, { labels: new Map([['istio', 'ingressgateway']]), namespace: 'x' });
  if (!outcome.ok) throw new Error(outcome.impossible.message);
  const { findings: found, claims } = align(snapshot, outcome.replay);
  return [...found.map(({ kind }) => kind), ...[...claims.values()].map(({ confidence }) => confidence)];
}

describe('routes of a release that is not known', () => {
  it('shared: one host, with the route that came last', () => {
    const routes = [route('both', '1'), route('bar', 'bar')];
    const host = { name: 'bar.com:80', domains: ['bar.com', 'foo.com'], routes };
    expect(findings(host)).to.deep.equal(['certain', 'certain']);
  });

  it('copied: each host has its own', () => {
    const bar = { name: 'bar.com:80', domains: ['bar.com'], routes: [route('both', '1'), route('bar', 'bar')] };
    const foo = { name: 'foo.com:80', domains: ['foo.com'], routes: [route('both', '1'), route('foo', 'foo')] };
    expect(findings(bar, foo)).to.deep.equal(['certain', 'certain', 'certain', 'certain']);
  });
});
