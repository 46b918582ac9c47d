/** "Did you mean": names close to one that does not exist. */
import { compareText } from './plain.ts';

/** Longer names are cut before comparing, so that a hostile name cannot cost more than this squared. */
const MAX_LENGTH = 256;

/** Levenshtein distance with transpositions of neighbors counting one (`mian` is one step from `main`). */
export function editDistance(left: string, right: string): number {
  const a = left.slice(0, MAX_LENGTH);
  const b = right.slice(0, MAX_LENGTH);
  let before: number[] = [];
  let previous = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let row = 1; row <= a.length; row += 1) {
    const current = [row];
    for (let column = 1; column <= b.length; column += 1) {
      const same = a[row - 1] === b[column - 1];
      let cost = Math.min(
        (previous[column] ?? 0) + 1,
        (current[column - 1] ?? 0) + 1,
        (previous[column - 1] ?? 0) + (same ? 0 : 1),
      );
      const swapped = row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1];
      if (swapped) cost = Math.min(cost, (before[column - 2] ?? 0) + 1);
      current.push(cost);
    }
    before = previous;
    previous = current;
  }
  return previous[b.length] ?? 0;
}

/** At most `limit` of the candidates, nearest first; only those within a third of the name's length (at least 2 steps). */
export function nearest(name: string, candidates: Iterable<string>, limit = 3): readonly string[] {
  const reach = Math.max(2, Math.floor(name.length / 3));
  return [...new Set(candidates)]
    .map((candidate) => ({ candidate, distance: editDistance(name, candidate) }))
    .filter(({ distance }) => distance > 0 && distance <= reach)
    .sort((a, b) => a.distance - b.distance || compareText(a.candidate, b.candidate))
    .slice(0, limit)
    .map(({ candidate }) => candidate);
}
