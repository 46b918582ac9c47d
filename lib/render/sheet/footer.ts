import type { Envelope, Gap, ProxySummary, Section } from '../../model/index.ts';
import { gapLines, proxyWords, statusWords } from '../phrase/index.ts';
import type { View } from './sheet.ts';

/** Lines after a table: which proxy, what the input could not tell, whether it was cut, and last the count. */
export function footerOf(
  envelope: Envelope<unknown>,
  result: { readonly proxy: ProxySummary; readonly gaps: readonly Gap[] },
  relevant: ReadonlySet<Section>,
  view: View,
  count: string,
): readonly string[] {
  const status = statusWords(envelope);
  const gaps = gapLines(result.gaps, relevant, view.wide);
  return [proxyWords(result.proxy), ...gaps, ...(status === null ? [] : [status]), count];
}
