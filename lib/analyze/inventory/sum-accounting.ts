/** The accounting of several proxies together: where each closes, the sum does. */
import { COUNTED } from '../../model/index.ts';
import type { Accounting, Counted, KindAccounting } from '../../model/index.ts';

function add(a: KindAccounting, b: KindAccounting): KindAccounting {
  const reasons = new Map(a.reasons.map(({ reason, count }) => [reason, count]));
  for (const { reason, count } of b.reasons) reasons.set(reason, (reasons.get(reason) ?? 0) + count);
  return {
    in: a.in + b.in,
    explained: a.explained + b.explained,
    unattributed: a.unattributed + b.unattributed,
    skipped: a.skipped + b.skipped,
    reasons: [...reasons].map(([reason, count]) => ({ reason, count })),
  };
}

const NOTHING: KindAccounting = { in: 0, explained: 0, unattributed: 0, skipped: 0, reasons: [] };

export function sumAccounting(all: readonly Accounting[]): Accounting {
  const sum: Partial<Record<Counted, KindAccounting>> = {};
  for (const kind of COUNTED) sum[kind] = all.reduce((total, one) => add(total, one[kind]), NOTHING);
  return sum as Accounting;
}
