import type { Source } from '../../model/index.ts';
import { STATUS_WORDS } from '../phrase/index.ts';

/** `6 attributed, 2 built-in` in a fixed order; statuses that do not occur are left out. */
export function statusCounts(statuses: Iterable<Source['status']>): string {
  const counts = { attributed: 0, ambiguous: 0, synthetic: 0, unattributed: 0 } satisfies Record<
    Source['status'],
    number
  >;
  for (const status of statuses) counts[status] += 1;
  const order = ['attributed', 'ambiguous', 'synthetic', 'unattributed'] as const;
  return order
    .filter((status) => counts[status] > 0)
    .map((status) => `${String(counts[status])} ${STATUS_WORDS[status]}`)
    .join(', ');
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
