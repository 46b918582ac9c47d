import type { HeaderMutations } from '../../model/index.ts';
import { word } from './quote.ts';

function oneSide(
  side: string,
  add: HeaderMutations['requestAdd'],
  remove: HeaderMutations['requestRemove'],
): readonly string[] {
  const parts: string[] = [];
  for (const header of add ?? []) {
    const how = header.append === undefined ? '' : ` (${header.append})`;
    parts.push(`+${header.name}=${word(header.value)}${how}`);
  }
  for (const name of remove ?? []) parts.push(`-${name}`);
  return parts.length === 0 ? [] : [`${side} ${parts.join(' ')}`];
}

/** Header changes: `request +x-track=stable`, `response -server`. */
export function headersWords(headers: HeaderMutations): readonly string[] {
  return [
    ...oneSide('request', headers.requestAdd, headers.requestRemove),
    ...oneSide('response', headers.responseAdd, headers.responseRemove),
  ];
}
