/** Counts every object met while reading, and why some were not kept: the "nothing lost" law in numbers. */
import { COUNTED } from '../model/index.ts';
import type { Counted, ReadCount } from '../model/index.ts';

export class Tally {
  readonly #met = new Map<Counted, number>();
  readonly #skipped = new Map<Counted, Map<string, number>>();

  /** An object of this kind begins here. Call before reading it: what is cut short was met all the same. */
  meet(kind: Counted, count = 1): void {
    this.#met.set(kind, (this.#met.get(kind) ?? 0) + count);
  }

  /** An object that was met is not kept. */
  skip(kind: Counted, reason: string, count = 1): void {
    if (count === 0) return;
    let reasons = this.#skipped.get(kind);
    if (reasons === undefined) this.#skipped.set(kind, (reasons = new Map<string, number>()));
    reasons.set(reason, (reasons.get(reason) ?? 0) + count);
  }

  /** Adds another document's counts to these. */
  add(other: Tally): void {
    for (const [kind, count] of other.#met) this.meet(kind, count);
    for (const [kind, reasons] of other.#skipped) {
      for (const [reason, count] of reasons) this.skip(kind, reason, count);
    }
  }

  /** Final counts. `kept` is what the snapshot holds; what was met, not kept and not explained was damaged or cut. */
  close(kept: Readonly<Record<Counted, number>>): Record<Counted, ReadCount> {
    const closed = {} as Record<Counted, ReadCount>;
    for (const kind of COUNTED) {
      const skipped = [...(this.#skipped.get(kind) ?? new Map<string, number>())]
        .map(([reason, count]) => ({ reason, count }))
        .sort((a, b) => (a.reason < b.reason ? -1 : 1));
      const met = this.#met.get(kind) ?? 0;
      const lost = met - kept[kind] - skipped.reduce((sum, { count }) => sum + count, 0);
      if (lost > 0) skipped.push({ reason: 'damaged or cut', count: lost });
      closed[kind] = { in: met, skipped };
    }
    return closed;
  }
}
