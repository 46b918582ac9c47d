/** Reading of filter configurations, which the model keeps as they were read, in lower camel case. */

/** A member of a message, or undefined. */
export function member(value: unknown, ...path: readonly string[]): unknown {
  let current: unknown = value;
  for (const name of path) {
    if (typeof current !== 'object' || current === null || !Object.hasOwn(current, name)) return undefined;
    current = Reflect.get(current, name);
  }
  return current;
}

export function textOf(value: unknown): string {
  return typeof value === 'string' ? value : typeof value === 'number' ? String(value) : '';
}

const DENOMINATORS: ReadonlyMap<unknown, number> = new Map<unknown, number>([
  [undefined, 100],
  ['HUNDRED', 100],
  ['TEN_THOUSAND', 10_000],
  ['MILLION', 1_000_000],
]);

/** A FractionalPercent in percent; an absent one is zero. Null when it cannot be read. */
export function percentOf(value: unknown): number | null {
  if (value === undefined) return 0;
  const denominator = DENOMINATORS.get(member(value, 'denominator'));
  const numerator = member(value, 'numerator') ?? 0;
  if (denominator === undefined || typeof numerator !== 'number') return null;
  return Math.min(100, (numerator * 100) / denominator);
}
