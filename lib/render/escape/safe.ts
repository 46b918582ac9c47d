import { HIDDEN_ALL, hasHidden } from './hidden.ts';

function visible(character: string): string {
  return `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`;
}

/**
 * The one door to a terminal or a text file: hidden characters become visible as `\u{1b}`, everything else stays. Total
 * and idempotent. Text that already holds `\u{1b}` literally looks the same; JSON output tells the two apart.
 */
export function safe(text: string): string {
  return hasHidden(text) ? text.replace(HIDDEN_ALL, visible) : text;
}
