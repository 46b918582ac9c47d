import type { FilterChainMatch } from '../../model/index.ts';
import { unsupportedWords } from './raw.ts';

function list(label: string, values: readonly (string | number)[] | undefined): readonly string[] {
  return values === undefined || values.length === 0 ? [] : [`${label}: ${values.map(String).join(',')}`];
}

/** `10.0.0.0/8:443`, `*:443`, as istioctl writes destinations. */
function addresses(match: FilterChainMatch): readonly string[] {
  const port = match.destinationPort === undefined ? '' : `:${String(match.destinationPort)}`;
  const ranges = match.prefixRanges ?? [];
  if (ranges.length === 0) return port === '' ? [] : [`Addr: *${port}`];
  return [`Addr: ${ranges.map((range) => range + port).join(',')}`];
}

/**
 * Which connections a chain takes, all parts ANDed: `SNI: shop.example.com; Trans: tls; App: h2,http/1.1; Addr: …`.
 * The words of istioctl where it has one; `ALL` when nothing is asked for.
 */
export function chainMatchWords(match: FilterChainMatch, isDefault: boolean): string {
  const parts = [
    ...list('SNI', match.serverNames),
    ...list('Trans', match.transportProtocol === undefined ? undefined : [match.transportProtocol]),
    ...list('App', match.applicationProtocols),
    ...addresses(match),
    ...list('direct source', match.directSourcePrefixRanges),
    ...list('source type', match.sourceType === undefined ? undefined : [match.sourceType]),
    ...list('source', match.sourcePrefixRanges),
    ...list('source port', match.sourcePorts),
    ...(match.unsupported ?? []).map(unsupportedWords),
  ];
  const words = parts.length === 0 ? 'ALL' : parts.join('; ');
  return isDefault ? `${words} (default chain)` : words;
}
