/** Space between columns. */
export const GAP = '  ';

/** Columns per unit of weight below which a column shows too little to be worth having. */
const LEAST = 5;

/**
 * Cells longer than this stick out of their row instead of widening the column in output that is never cut: one long
 * regex would otherwise pad every row, and a hostile one fill the disk.
 */
export const ALIGN_LIMIT = 72;

/** `natural` is what the widest cell needs, `firm` what the cells need that may not be cut first. */
interface Wanted {
  readonly column: { readonly weight: number };
  readonly natural: number;
  readonly firm: number;
}

/** Shares `space` out by weight, nobody getting more than `want`; the whole space is used if it is wanted. */
function shareOut(want: readonly number[], weights: readonly number[], space: number): readonly number[] {
  const given = want.map(() => 0);
  const open = new Set(want.keys());
  let left = space;
  for (;;) {
    let weight = 0;
    for (const at of open) weight += weights[at] ?? 0;
    const full = [...open].filter((at) => (want[at] ?? 0) * weight <= left * (weights[at] ?? 0));
    for (const at of full) {
      given[at] = want[at] ?? 0;
      left -= want[at] ?? 0;
      open.delete(at);
    }
    if (full.length > 0 && open.size > 0) continue;
    for (const at of open) given[at] = Math.floor((left * (weights[at] ?? 0)) / weight);
    return given;
  }
}

/**
 * Widths that fit into `width` columns; null when some column would be too narrow to read. Sentences in the source
 * column (built-in, unattributed) yield first, so that they never cost an object its name.
 */
export function fitColumns(columns: readonly Wanted[], width: number): readonly number[] | null {
  const space = width - GAP.length * (columns.length - 1);
  const natural = columns.map(({ natural: wanted }) => wanted);
  const sum = (widths: readonly number[]): number => widths.reduce((total, next) => total + next, 0);
  if (sum(natural) <= space) return natural;
  const firm = columns.map(({ firm: wanted }) => wanted);
  const weights = columns.map(({ column }) => column.weight);
  const given = [...shareOut(firm, weights, space)];
  const spare = space - sum(given);
  const more = shareOut(
    natural.map((want, at) => want - (given[at] ?? 0)),
    weights,
    Math.max(0, spare),
  );
  const widths = given.map((own, at) => own + (more[at] ?? 0));
  const readable = widths.every((own, at) => own >= Math.min(natural[at] ?? 0, LEAST * (weights[at] ?? 0)));
  return readable ? widths : null;
}
