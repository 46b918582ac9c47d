/** Names that a person may have meant. */
import { editDistance } from '../../../base/edit-distance.ts';
import { sortedBy } from '../../../base/index.ts';
import { asciiLower } from '../../rows/index.ts';
import { resourceSelector } from '../words/resource-words.ts';
import { allTargets, selectorOf } from '../scene.ts';
import type { Scene } from '../scene.ts';

import { refsOf, sourceOfTarget } from './find-resource.ts';

const MOST = 5;

/** Comparing costs length times length, so both are bounded: names longer than this are only searched. */
const LONGEST = 120;
/** Cells of the distance table that one question may fill. */
const WORK = 20_000_000;

/** Every name a SELECTOR can have; routes are left out, since their virtual host names them. */
function namesOf(scene: Scene): ReadonlySet<string> {
  const names = new Set<string>();
  for (const target of allTargets(scene.view.snapshot)) {
    if (target.kind !== 'route' && target.kind !== 'filterChain') names.add(selectorOf(target));
    for (const ref of refsOf(sourceOfTarget(scene, target))) {
      const name = resourceSelector(ref);
      if (name !== null) names.add(name);
    }
  }
  const { given } = scene.view.provenance;
  for (const { ref } of given.kind === 'nothing' ? [] : given.resources.all) {
    const name = resourceSelector(ref);
    if (name !== null) names.add(name);
  }
  return names;
}

/** At most five, best first: names that differ in few characters, then those that hold the text or are held by it. */
export function nearestNames(scene: Scene, text: string): readonly string[] {
  const wanted = asciiLower(text);
  const limit = Math.min(8, Math.max(2, Math.floor(wanted.length / 3)));
  let work = WORK;
  const found: { name: string; score: number }[] = [];
  for (const name of namesOf(scene)) {
    const lower = asciiLower(name);
    const held = wanted.length > 2 && lower.length > 2 && (lower.includes(wanted) || wanted.includes(lower));
    const cost = wanted.length * lower.length;
    let score = held ? limit : limit + 1;
    if (wanted.length <= LONGEST && lower.length <= LONGEST && work >= cost) {
      if (Math.abs(wanted.length - lower.length) <= limit) work -= cost;
      score = Math.min(score, editDistance(wanted, lower, limit));
    }
    if (score <= limit) found.push({ name, score });
  }
  const best = sortedBy(found, ({ name, score }) => [score, Math.abs(name.length - text.length), name]);
  return best.slice(0, MOST).map(({ name }) => name);
}
