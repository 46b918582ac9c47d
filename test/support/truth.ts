/** A claim in the words of truth.json. */
import type { ReplayClaim } from '../../lib/provenance/replay/index.ts';
import type { TruthEntry } from './sample.ts';

/** The samples that come with the truth. */
export const TRUTH_SAMPLES = [
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

/** What truth.json leaves out is left out here. */
export function told(claim: ReplayClaim, truth: TruthEntry): object {
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
