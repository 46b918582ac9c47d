/** "Did you mean": names close to one that does not exist. */
import { editDistance } from './edit-distance.ts';
import { compareText } from './plain.ts';

/** Longer names are cut before comparing, so that a hostile name cannot cost more than this squared. */
const MAX_LENGTH = 256;

/** At most `limit` of the candidates, nearest first; only those within a third of the name's length (at least 2 steps). */
export function nearest(name: string, candidates: Iterable<string>, limit = 3): readonly string[] {
  const wanted = name.slice(0, MAX_LENGTH);
  const reach = Math.max(2, Math.floor(name.length / 3));
  return [...new Set(candidates)]
    .map((candidate) => ({ candidate, distance: editDistance(wanted, candidate.slice(0, MAX_LENGTH), reach) }))
    .filter(({ distance }) => distance > 0 && distance <= reach)
    .sort((a, b) => a.distance - b.distance || compareText(a.candidate, b.candidate))
    .slice(0, limit)
    .map(({ candidate }) => candidate);
}
