import type { RuntimeFraction } from '../../model/index.ts';

/**
 * `part` of `whole` as a percentage with at most four significant digits. Where rounding would say "none" or "all" of
 * something that is neither, the fraction itself is printed.
 */
export function share(part: number, whole: number): string {
  if (whole === 100) return `${String(part)}%`;
  if (whole <= 0) return `weight ${String(part)}`;
  const percent = Number(((part / whole) * 100).toPrecision(4));
  const rounded = (percent < 0.0001 && part > 0) || (percent === 100 && part !== whole);
  return rounded ? `${String(part)}/${String(whole)}` : `${String(percent)}%`;
}

/** A runtime fraction: `12.5% of requests`, with the key that may override it. */
export function fractionWords(fraction: RuntimeFraction): string {
  const percent = share(fraction.numerator, fraction.denominator);
  return fraction.runtimeKey === undefined ? percent : `${percent} (runtime key ${fraction.runtimeKey})`;
}
