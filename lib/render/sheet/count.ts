import type { Source } from '../../model/index.ts';
import { STATUS_WORDS } from '../phrase/index.ts';

/** `6 attributed, 2 built-in` in a fixed order; statuses that do not occur are left out. */
export function statusCounts(counts: ReadonlyMap<Source['status'], number>): string {
  const order = ['attributed', 'ambiguous', 'synthetic', 'unattributed'] as const;
  return order
    .map((status) => ({ status, count: counts.get(status) ?? 0 }))
    .filter(({ count }) => count > 0)
    .map(({ status, count }) => `${String(count)} ${STATUS_WORDS[status]}`)
    .join(', ');
}

/** How many of each. */
export function countStatuses(statuses: Iterable<Source['status']>): ReadonlyMap<Source['status'], number> {
  const counts = new Map<Source['status'], number>();
  for (const status of statuses) counts.set(status, (counts.get(status) ?? 0) + 1);
  return counts;
}

/**
 * The line every table ends with: `8 routes (6 attributed, 2 built-in) in 3 route configurations; 4 filtered out`.
 * `what` is the counted noun with its number, `more` further facts.
 */
export function countLine(what: string, statuses: string, more: readonly string[], filtered: number): string {
  const parts = [statuses === '' ? what : `${what} (${statuses})`, ...more];
  if (filtered > 0) parts.push(`${String(filtered)} filtered out`);
  return parts.join('; ');
}
