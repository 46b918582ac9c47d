/** `--source` and `--unattributed`, which every inventory has. */
import { EXIT, KnownError } from '../../model/index.ts';
import type { Source } from '../../model/index.ts';
import { parseResourceSelector, sourceFits } from '../rows/index.ts';
import type { Filters } from './filters.ts';

export type SourceTest = (source: Source) => boolean;

/**
 * The test that both filters make of a source; null when neither is set.
 *
 * @throws KnownError (usage) when `source` is no `[KIND/]NAMESPACE/NAME`.
 */
export function sourceTest({ source, unattributed = false }: Filters): SourceTest | null {
  if (source === undefined) return unattributed ? ({ status }): boolean => status === 'unattributed' : null;
  const selector = parseResourceSelector(source);
  if (selector === null) {
    throw new KnownError(EXIT.usage, {
      code: 'US101',
      severity: 'error',
      message: `--source wants [KIND/]NAMESPACE/NAME, got ${JSON.stringify(source)}`,
      hint: 'for example --source VirtualService/shop/storefront, or --source shop/storefront',
    });
  }
  return (one) => sourceFits(selector, one) && (!unattributed || one.status === 'unattributed');
}
