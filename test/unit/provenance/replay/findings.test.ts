/** Disagreement between resources and dump is said, and named. */
import { expect } from 'chai';

import { align, replay, type Alignment, type ReplayFinding } from '../../../../lib/provenance/replay/index.ts';
import { readResources, type ResourceFile } from '../../../../lib/resources/index.ts';
import { sampleFiles, sampleSnapshot } from '../../../support/sample.ts';

function alignmentOf(sample: string, edit: (files: readonly ResourceFile[]) => readonly ResourceFile[]): Alignment {
  const snapshot = sampleSnapshot(sample);
  const outcome = replay(snapshot, readResources(edit(sampleFiles(sample))));
  if (!outcome.ok) throw new Error(outcome.impossible.message);
  return align(snapshot, outcome.replay);
}

function adding(text: string): (files: readonly ResourceFile[]) => readonly ResourceFile[] {
  return (files) => [...files, { name: 'added.yaml', text }];
}

function replacing(from: string, to: string): (files: readonly ResourceFile[]) => readonly ResourceFile[] {
  return (files) => files.map(({ name, text }) => ({ name, text: text.replaceAll(from, to) }));
}

const ADDED = `
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: added, namespace: shop, creationTimestamp: "2026-01-01T00:00:00Z"}
spec:
  hosts: [HOST]
  gateways: [GATEWAY]
  http: [{match: [{uri: {prefix: /added}}], route: [{destination: {host: web.shop.svc.cluster.local, port: {number: 80}}}]}]
`;

const PLACES: readonly (readonly [string, string, string, readonly string[]])[] = [
  ['shop', 'shop.example.com', 'shop/shop', ['shop.example.com:80', 'shop.example.com:443']],
  ['incidents', 'demo.example.com', 'istio-system/main', ['demo.example.com:80']],
  [
    'random-istio-1.12',
    'zephyr-3.corp.example',
    'istio-system/gw-ember-0',
    ['zephyr-3.corp.example:80', 'zephyr-3.corp.example:443'],
  ],
];

describe('findings', () => {
  for (const [sample, host, gateway, virtualHosts] of PLACES) {
    it(`calls ${sample} stale where a VirtualService was added, and nowhere else`, () => {
      const before = alignmentOf(sample, (files) => files);
      const text = ADDED.replace('HOST', host).replace('GATEWAY', gateway);
      const { findings, claims } = alignmentOf(sample, adding(text));
      expect(new Set(findings.map(({ kind }) => kind))).to.deep.equal(new Set(['route-absent']));
      const places = findings.map((finding) => (finding.kind === 'route-absent' ? finding.virtualHost : ''));
      expect(new Set(places)).to.deep.equal(new Set(virtualHosts));
      expect([...claims].map(([entity, { path }]) => [entity, path])).to.deep.equal(
        [...before.claims].map(([entity, { path }]) => [entity, path]),
      );
    });
  }

  it('shows the field of a rule that was changed', () => {
    const { findings } = alignmentOf('shop', replacing('timeout: 3s', 'timeout: 4s'));
    expect(findings).to.have.length(4);
    for (const finding of findings) {
      expect(finding.kind).to.equal('route-changed');
      if (finding.kind !== 'route-changed') continue;
      expect(finding.origin.path).to.match(/^http\[1\]\.match\[[01]\]$/);
      expect(finding.fields).to.deep.equal([{ field: 'action.timeout', expected: '4s', found: '3s' }]);
    }
  });

  it('names the VirtualService that was not given as the owner of unexplained routes', () => {
    const { findings } = alignmentOf('seed', (files) =>
      files.map(({ name, text }) => ({ name, text: text.replaceAll('name: bookinfo\n', 'name: renamed\n') })),
    );
    const causes = findings.map((finding) => (finding.kind === 'route-not-expected' ? finding.cause : finding.kind));
    expect(new Set(causes)).to.deep.equal(new Set(['owner-not-given', 'route-absent']));
  });

  it('finds all four patches of the EnvoyFilter', () => {
    const { findings } = alignmentOf('envoyfilter', (files) => files);
    const patches = (finding: ReplayFinding): readonly string[] => {
      if (finding.kind === 'filter-inserted') return [finding.envoyFilter.path];
      return 'envoyFilters' in finding ? finding.envoyFilters.map(({ path }) => path) : [];
    };
    const byKind = findings.map((finding) => `${finding.kind} ${patches(finding).join()}`);
    expect(new Set(byKind)).to.deep.equal(
      new Set([
        'virtual-host-not-expected configPatches[1]',
        'route-not-expected configPatches[1]',
        'route-not-expected configPatches[0]',
        'route-changed configPatches[3]',
        'filter-inserted configPatches[2]',
      ]),
    );
  });

  it('finds nothing to say about the samples that fit', () => {
    for (const sample of ['shop', 'incidents', 'seed', 'gateway-api', 'k8s-ingress', 'egress-gateway', 'sidecar']) {
      expect(alignmentOf(sample, (files) => files).findings, sample).to.deep.equal([]);
    }
  });

  it('claims every route of a dump whose resources were never in a cluster (no creation times)', () => {
    const bare = (files: readonly ResourceFile[]): readonly ResourceFile[] =>
      files.map(({ name, text }) => ({
        name,
        text: text.replaceAll(/creationTimestamp: ?["']?[0-9TZ:-]+["']?,?/g, ''),
      }));
    const before = alignmentOf('shop', (files) => files);
    const { claims, findings } = alignmentOf('shop', bare);
    expect([...claims].map(([entity, { path }]) => [entity, path])).to.deep.equal(
      [...before.claims].map(([entity, { path }]) => [entity, path]),
    );
    for (const finding of findings) {
      expect(finding).to.include({ kind: 'order-differs', confidence: 'likely' });
    }
  });
});
