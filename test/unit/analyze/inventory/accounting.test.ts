import { expect } from 'chai';
import { accountingOf } from '../../../../lib/analyze/inventory/index.ts';
import { COUNTED } from '../../../../lib/model/index.ts';
import type { Accounting, Attribution } from '../../../../lib/model/index.ts';
import { attribute } from '../../../../lib/provenance/index.ts';
import { SAMPLE_NAMES, snapshotOf } from '../../../support/samples.ts';
import { builtIn, by, cluster, host, config, nobody, provenance, ref, route, snapshot } from '../build.ts';

function expectClosed(accounting: Accounting): void {
  expect(Object.keys(accounting)).to.deep.equal([...COUNTED]);
  for (const kind of COUNTED) {
    const { in: met, explained, unattributed, skipped, reasons } = accounting[kind];
    expect(explained + unattributed + skipped, kind).to.equal(met);
    expect(
      reasons.reduce((sum, { count }) => sum + count, 0),
      kind,
    ).to.equal(skipped);
  }
}

describe('accounting', () => {
  const open: Attribution = {
    status: 'ambiguous',
    candidates: [ref('Ingress', 'a', 'b')],
    confidence: 'likely',
    why: 'two fit',
    evidence: [],
    gateways: [],
  };
  const claims: readonly (readonly [Attribution, 'explained' | 'unattributed'])[] = [
    [by(ref('VirtualService', 'a', 'b')), 'explained'],
    [open, 'explained'],
    [builtIn(), 'explained'],
    [nobody(), 'unattributed'],
  ];
  for (const [claim, where] of claims) {
    it(`counts what is ${claim.status} as ${where}`, () => {
      const one = route('prefix /');
      const of = snapshot({ routeConfigs: [config('c', [host('h', ['h'], [one])])] });
      const accounting = accountingOf(of, provenance(of, new Map([[one.id, claim]])));
      expect(accounting.routes[where]).to.equal(1);
      expectClosed(accounting);
    });
  }

  it('counts every object of every kind once, and says why some were skipped', () => {
    const plain = snapshot({
      routeConfigs: [config('c', [host('h', ['h'], [route('prefix /a'), route('prefix /b')]), host('i', ['i'], [])])],
      clusters: [cluster('a')],
    });
    const skipped = [{ reason: 'not an object', count: 3 }];
    const of = { ...plain, counts: { ...plain.counts, clusters: { in: 4, skipped } } };
    const accounting = accountingOf(of, provenance(of));
    expectClosed(accounting);
    expect(accounting.routes).to.include({ in: 2, explained: 2 });
    expect(accounting.virtualHosts).to.include({ in: 2, explained: 2 });
    expect(accounting.clusters).to.deep.equal({ in: 4, explained: 1, unattributed: 0, skipped: 3, reasons: skipped });
    expect(accounting.secrets).to.deep.equal({ in: 0, explained: 0, unattributed: 0, skipped: 0, reasons: [] });
  });

  it('does not explain what provenance forgot', () => {
    const of = snapshot({ clusters: [cluster('a')] });
    const accounting = accountingOf(of, { ...provenance(of), attributions: new Map() });
    expect(accounting.clusters).to.include({ explained: 0, unattributed: 1 });
  });

  for (const name of SAMPLE_NAMES) {
    it(`closes over ${name}`, () => {
      const of = snapshotOf(name);
      const accounting = accountingOf(of, attribute(of));
      expectClosed(accounting);
      expect(accounting.listeners.in).to.be.greaterThan(0);
    });
  }
});
