/** What no resource makes, and a patch of a given EnvoyFilter selects. */
import type { Attribution, Evidence } from '../../model/index.ts';
import { ambiguous, attributed } from '../claim.ts';
import type { Place } from '../replay/index.ts';
import { distinct } from '../resource-ref.ts';
import { placeList, placeWords } from './words.ts';

/** `likely` at most: a patch that selects the place and adds this name may have been written by hand for another one. */
export function byEnvoyFilter(patches: readonly Place[], known: Attribution): Attribution | null {
  const refs = distinct(patches.map(({ resource }) => resource.ref));
  const [patch, another] = patches;
  const [only, second] = refs;
  if (patch === undefined || only === undefined) return null;
  const detail = `${placeList(patches)} ${another === undefined ? 'selects' : 'select'} this place and may have made it`;
  const evidence: readonly Evidence[] = [{ kind: 'shape', detail }, ...known.evidence];
  if (second !== undefined) {
    return ambiguous(refs, `no resource makes it; patches of several EnvoyFilters fit: ${placeList(patches)}`, {
      evidence,
    });
  }
  const { resource, path } = patch;
  const caveat = 'no resource makes it, and this EnvoyFilter patches this place';
  if (another === undefined) return attributed(only, { evidence, path, location: () => resource.locate(path), caveat });
  const several = `${caveat}; one of ${patches.map(placeWords).join(', ')}`;
  return attributed(only, { evidence, location: () => resource.location, caveat: several });
}
