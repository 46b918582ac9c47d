import { expect } from 'chai';

import { align, replay } from '../../../../lib/provenance/replay/index.ts';
import { sampleResources, sampleSnapshot, sampleTruth } from '../../../support/sample.ts';
import { told, TRUTH_SAMPLES } from '../../../support/truth.ts';

describe('replay against truth.json', () => {
  for (const sample of TRUTH_SAMPLES) {
    it(`attributes every route of ${sample} to its object, rule, match and delegate, with certainty`, () => {
      const snapshot = sampleSnapshot(sample);
      const outcome = replay(snapshot, sampleResources(sample));
      if (!outcome.ok) throw new Error(outcome.impossible.message);
      const { claims, findings } = align(snapshot, outcome.replay);
      expect(findings).to.deep.equal([]);
      const truth = sampleTruth(sample);
      let checked = 0;
      for (const entry of truth) {
        const { routeConfig, virtualHost, index, ...rest } = entry;
        const host = snapshot.routeConfigs
          .find(({ name }) => name === routeConfig)
          ?.virtualHosts.find(({ name }) => name === virtualHost);
        const route = host?.routes[index];
        const claim = route === undefined ? undefined : claims.get(route.id);
        expect(claim, `${routeConfig} ${virtualHost} ${String(index)}`).not.to.equal(undefined);
        if (claim === undefined) continue;
        expect(told(claim, entry), `${routeConfig} ${virtualHost} ${String(index)}`).to.deep.equal(rest);
        expect(claim.confidence).to.equal('certain');
        checked += 1;
      }
      expect(checked).to.equal(truth.length);
    });
  }
});
