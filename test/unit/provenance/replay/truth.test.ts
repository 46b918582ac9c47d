import { expect } from 'chai';

import { align, replay } from '../../../../lib/provenance/replay/index.ts';
import type { ReplayClaim } from '../../../../lib/provenance/replay/index.ts';
import { sampleResources, sampleSnapshot, sampleTruth, type TruthEntry } from '../../../support/sample.ts';

const SAMPLES = [
  'random-1',
  'random-2',
  'random-istio-1.12',
  'random-istio-1.16',
  'random-istio-1.20',
  'random-istio-1.24',
] as const;

/** `http[2].match[0]` → [2, 0]; no match → null. */
function indices(path: string | null | undefined): readonly [number, number | null] {
  const found = /^http\[(\d+)\](?:\.match\[(\d+)\])?$/.exec(path ?? '');
  if (found === null) throw new Error(`no http path: ${String(path)}`);
  return [Number(found[1]), found[2] === undefined ? null : Number(found[2])];
}

/** The claim in the words of truth.json; what truth.json leaves out is left out here. */
function told(claim: ReplayClaim, truth: TruthEntry): object {
  const name = (ref: { readonly namespace: string; readonly name: string | null }): string =>
    `${ref.namespace}/${String(ref.name)}`;
  const [http, match] = indices(claim.path);
  if (claim.via === null) return { owner: name(claim.resource), http, match, delegate: null };
  const [rootHttp, rootMatch] = indices(claim.via.path);
  // With one side without matches, the number is the other side's.
  const both = rootMatch !== null && match !== null;
  const matchName = both ? `${String(rootMatch)}-m${String(match)}` : String(rootMatch ?? match);
  return {
    owner: name(claim.via),
    http: rootHttp,
    match: null,
    delegate: name(claim.resource),
    delegateHttp: http,
    ...(truth.matchName === undefined ? {} : { matchName }),
  };
}

describe('replay against truth.json', () => {
  for (const sample of SAMPLES) {
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
