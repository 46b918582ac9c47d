import { expect } from 'chai';
import { EVIDENCE_KINDS } from '../../../lib/model/index.ts';
import type { Attribution, Confidence, EvidenceKind } from '../../../lib/model/index.ts';
import { confidenceOf } from '../../../lib/provenance/confidence.ts';

const of = (status: Attribution['status'], ...kinds: readonly EvidenceKind[]): Confidence =>
  confidenceOf(
    status,
    kinds.map((kind) => ({ kind, detail: '' })),
  );

describe('confidence', () => {
  const table: readonly (readonly [status: Attribution['status'], kinds: readonly EvidenceKind[], says: Confidence])[] =
    [
      ['attributed', [], 'possible'],
      ['attributed', ['decorator', 'serverNames'], 'possible'],
      ['attributed', ['generatedName'], 'likely'],
      ['attributed', ['decorator', 'routeName'], 'likely'],
      ['attributed', ['routeName', 'metadata'], 'certain'],
      ['attributed', ['metadata', 'decorator'], 'certain'],
      ['synthetic', ['builtinName'], 'certain'],
      ['ambiguous', ['metadata'], 'likely'],
      ['ambiguous', ['decorator'], 'possible'],
      ['unattributed', ['clusterServices', 'absence'], 'likely'],
    ];
  for (const [status, kinds, says] of table) {
    it(`${status} by ${kinds.join(', ') || 'nothing'} is ${says}`, () => {
      expect(of(status, ...kinds)).to.equal(says);
    });
  }

  it('never falls when evidence is added, and does not depend on its order', () => {
    const rank = ['possible', 'likely', 'certain'];
    for (const status of ['attributed', 'ambiguous', 'synthetic', 'unattributed'] as const) {
      // A contradiction is the one kind that speaks against a claim: it lowers, and never raises.
      const supporting = EVIDENCE_KINDS.filter((kind) => kind !== 'contradiction');
      for (const a of supporting) {
        expect(rank.indexOf(of(status, a, 'contradiction'))).to.be.at.most(rank.indexOf(of(status, a)));
        for (const b of supporting) {
          expect(of(status, a, b)).to.equal(of(status, b, a));
          expect(rank.indexOf(of(status, a, b))).to.be.at.least(rank.indexOf(of(status, a)));
        }
      }
    }
  });
});
