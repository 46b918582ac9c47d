/** Links in a terminal's text (OSC 8; gist.github.com/egmontkob/eb114294efbcd5adb1944c9f3cb5feda). */
import type { FileLocation } from '../../model/index.ts';
import { NOT_PLAIN_ASCII } from '../escape/index.ts';

export type LinkOf = (location: FileLocation) => string | null;

/** Ended by BEL, which every terminal that knows OSC 8 takes, and cli-table3 too. */
function osc8(url: string): string {
  return `\u001b]8;;${url}\u0007`;
}

/** `text`, already sanitized, as a link to a place; the text itself where there is none. */
export function linked(text: string, place: FileLocation | null, link: LinkOf | null): string {
  const url = place === null || link === null || text === '' ? null : link(place);
  if (url === null || NOT_PLAIN_ASCII.test(url)) return text;
  return `${osc8(url)}${text}${osc8('')}`;
}

/** Turns each `file:line` of the places, where a sanitized line has it whole, into a link. */
export function linkedPlaces(line: string, places: readonly FileLocation[], link: LinkOf | null): string {
  if (link === null) return line;
  const seen = new Set<string>();
  let text = line;
  for (const place of places) {
    const words = `${place.file}:${String(place.line)}`;
    const at = text.indexOf(words);
    const isWhole = at !== -1 && !/\d/.test(text.charAt(at + words.length));
    if (!isWhole || seen.has(words)) continue;
    seen.add(words);
    text = text.slice(0, at) + linked(words, place, link) + text.slice(at + words.length);
  }
  return text;
}
