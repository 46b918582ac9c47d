import { expect } from 'chai';

import { readResources } from '../../../lib/resources/index.ts';
import { sampleResources } from '../../support/sample.ts';

function read(text: string, name = 'a.yaml'): ReturnType<typeof readResources> {
  return readResources([{ name, text }]);
}

describe('readResources', () => {
  it('gives every object, rule and match of shop its line', () => {
    const storefront = sampleResources('shop').find('VirtualService', 'shop', 'storefront');
    expect(storefront?.location).to.deep.equal({ file: 'resources/istio.yaml', line: 42 });
    expect(storefront?.locate('http[0].match[1]').line).to.equal(53);
    expect(storefront?.locate('http[3]').line).to.equal(79);
    expect(storefront?.locate('spec.hosts').line).to.equal(46);
  });

  it('counts the kinds it does not use', () => {
    expect(sampleResources('shop').ignored).to.deep.equal([{ kind: 'discovery.k8s.io/v1 EndpointSlice', count: 12 }]);
  });

  for (const version of ['v1', 'v1beta1', 'v1alpha3']) {
    it(`accepts networking.istio.io/${version}`, () => {
      const set = read(
        `{apiVersion: networking.istio.io/${version}, kind: Gateway, metadata: {name: g, namespace: n}}`,
      );
      expect(set.find('Gateway', 'n', 'g')?.apiVersion).to.equal(`networking.istio.io/${version}`);
    });
  }

  it('tells the two kinds of Gateway apart by group', () => {
    const set = read(`
apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata: {name: g, namespace: n}
`);
    expect(set.find('Gateway', 'n', 'g')).to.equal(undefined);
    expect(set.find('KubernetesGateway', 'n', 'g')?.ref.group).to.equal('gateway.networking.k8s.io');
  });

  for (const kind of ['List', 'VirtualServiceList']) {
    it(`reads the items of a ${kind}, each with its line`, () => {
      const itemKind = kind === 'List' ? '\n  kind: VirtualService\n  apiVersion: networking.istio.io/v1' : '';
      const set = read(`
apiVersion: networking.istio.io/v1
kind: ${kind}
items:
- metadata: {name: a, namespace: n}${itemKind}
- metadata: {name: b, namespace: n}${itemKind}
  spec:
    http:
    - name: first
`);
      expect(set.all.map(({ ref }) => ref.name)).to.deep.equal(['a', 'b']);
      const second = set.find('VirtualService', 'n', 'b');
      expect(second?.locate('http[0]').line).to.equal(kind === 'List' ? 13 : 9);
    });
  }

  it('reports a broken document with file, line and reason, and uses the rest', () => {
    const set = read('a: [\n---\napiVersion: v1\nkind: Namespace\nmetadata: {name: x}\n', 'broken.yaml');
    expect(set.all).to.have.length(1);
    const [diagnostic] = set.diagnostics;
    expect(diagnostic).to.include({ code: 'RS001', severity: 'error', document: 'broken.yaml' });
    expect(diagnostic?.line).to.be.a('number');
  });

  const misfits: readonly (readonly [string, string])[] = [
    ['just text', 'RS002'],
    ['kind: Service', 'RS002'],
    ['{apiVersion: v1, kind: Service, metadata: {}}', 'RS003'],
  ];
  for (const [text, code] of misfits) {
    it(`says ${code} of: ${text}`, () => {
      expect(read(text).diagnostics.map((diagnostic) => diagnostic.code)).to.deep.equal([code]);
    });
  }

  it('keeps the last of two objects of one name, and warns when they differ', () => {
    const one = (type: string): string =>
      `{apiVersion: v1, kind: Service, metadata: {name: s}, spec: {type: ${type}}}\n---\n`;
    const set = read(one('A') + one('B'));
    expect(set.find('Service', 'default', 's')?.spec['type']).to.equal('B');
    expect(set.diagnostics.map(({ code }) => code)).to.deep.equal(['RS004']);
    expect(read(one('A') + one('A')).diagnostics).to.deep.equal([]);
  });

  it('reads creation times, and null where there is none', () => {
    const set = read(
      '{apiVersion: v1, kind: Namespace, metadata: {name: a, creationTimestamp: "2025-01-01T00:00:00Z"}}\n---\n{apiVersion: v1, kind: Namespace, metadata: {name: b, creationTimestamp: null}}',
    );
    expect(set.all.map(({ created }) => created)).to.deep.equal([Date.UTC(2025, 0, 1), null]);
  });
});
