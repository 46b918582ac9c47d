/** Which proxy and which release a replay is for. */
import { expect } from 'chai';

import { guessRelease, replay } from '../../../../lib/provenance/replay/index.ts';
import { sampleResources, sampleSnapshot } from '../../../support/sample.ts';

/** Sample, and the minors of which one must be guessed. */
const RELEASES: readonly (readonly [string, number, number])[] = [
  ['random-istio-1.12', 12, 14],
  ['random-istio-1.16', 15, 17],
  ['random-istio-1.20', 19, 22],
  ['random-istio-1.24', 24, 32],
  ['shop', 30, 30],
];

describe('guessRelease', () => {
  for (const [sample, least, most] of RELEASES) {
    it(`puts ${sample} between 1.${String(least)} and 1.${String(most)}`, () => {
      expect(guessRelease(sampleSnapshot(sample)).release.minor).to.be.within(least, most);
    });
  }

  it('says that it assumes when nothing tells', () => {
    const empty = { ...sampleSnapshot('seed'), proxy: null, routeConfigs: [], clusters: [], listeners: [] };
    expect(guessRelease(empty).how).to.equal('assumed');
  });
});

describe('the target without bootstrap', () => {
  for (const sample of ['shop', 'gateway-api', 'k8s-ingress', 'egress-gateway']) {
    it(`is the pod of ${sample} that the Gateways select`, () => {
      const withBootstrap = replay(sampleSnapshot(sample), sampleResources(sample));
      const without = replay({ ...sampleSnapshot(sample), proxy: null }, sampleResources(sample));
      if (!withBootstrap.ok || !without.ok) throw new Error('no replay');
      expect(without.replay.target.labelsFrom).to.equal('pod');
      expect(without.replay.target.namespace).to.equal(withBootstrap.replay.target.namespace);
      expect(without.replay.selected.length).to.equal(withBootstrap.replay.selected.length);
    });
  }

  it('is unknown for a sidecar: any pod may be it', () => {
    const outcome = replay({ ...sampleSnapshot('sidecar'), proxy: null }, sampleResources('sidecar'));
    expect(outcome.ok ? null : outcome.impossible.reason).to.equal('labels-unknown');
  });

  it('is what the user says', () => {
    const options = { labels: new Map([['app', 'sleep']]), namespace: 'client', istioVersion: '1.24.6' };
    const outcome = replay({ ...sampleSnapshot('sidecar'), proxy: null }, sampleResources('sidecar'), options);
    if (!outcome.ok) throw new Error(outcome.impossible.message);
    expect(outcome.replay.target).to.include({ type: 'sidecar', namespace: 'client', labelsFrom: 'given' });
    expect(outcome.replay.profile.release.minor).to.equal(24);
  });
});
