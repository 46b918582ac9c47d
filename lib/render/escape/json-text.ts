import { HIDDEN_ALL, hasHidden } from './hidden.ts';

function unicodeEscapes(character: string): string {
  let out = '';
  for (let i = 0; i < character.length; i += 1) {
    out += `\\u${character.charCodeAt(i).toString(16).padStart(4, '0')}`;
  }
  return out;
}

/**
 * Escapes hidden characters in finished JSON text. `JSON.stringify` leaves DEL, C1, bidi and zero-width characters as
 * they are; in JSON they can only stand inside strings, where `\u00xx` means the same. Line feeds of a pretty print stay.
 */
export function jsonText(json: string): string {
  if (!hasHidden(json)) return json;
  return json.replace(HIDDEN_ALL, (character) => (character === '\n' ? character : unicodeEscapes(character)));
}
