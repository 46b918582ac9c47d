/** Most losers told per hop: a person wants the nearest few. */
export const MOST = 4;

export interface Ranked<Value> {
  /** Smaller is nearer. */
  readonly far: number;
  readonly value: Value;
}

/** Nearest first; equals keep their order. */
export function byNearness<Value>(ranked: readonly Ranked<Value>[]): readonly Value[] {
  return ranked
    .map((entry, index) => ({ ...entry, index }))
    .sort((a, b) => a.far - b.far || a.index - b.index)
    .map(({ value }) => value);
}
