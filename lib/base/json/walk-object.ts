import { BYTE } from './bytes.ts';
import type { KnownKeys } from './known-keys.ts';
import { MAX_DEPTH } from './max-depth.ts';
import type { Members } from './members.ts';
import { RESULT } from './scanner/layout.ts';
import type { Tokens } from './tokens.ts';

/**
 * Consumes the object that stands at `tokens` and fills `members` with what is in it, when it is ordinary; false, and nothing is
 * consumed, when it is not.
 */
export function walkObject<Meaning>(
  tokens: Tokens,
  keys: KnownKeys<Meaning>,
  depth: number,
  members: Members<Meaning>,
): boolean {
  const { window } = tokens;
  if (tokens.peek() !== BYTE.openBrace) return false;
  for (;;) {
    const { scanner, shift } = window;
    keys.teach(scanner);
    const count = scanner.loops.walkOn(tokens.at + shift, window.end + shift, depth, MAX_DEPTH, keys.table);
    if (count >= 0) {
      const next = scanner.words[RESULT.next >> 2] as number;
      members.count = count;
      members.next = next === 0 ? -1 : next - shift;
      tokens.at = (scanner.words[RESULT.stop >> 2] as number) - shift;
      return true;
    }
    if (count !== -2 || !window.more(tokens.keep)) return false;
  }
}
