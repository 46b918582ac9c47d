import { BYTE } from './bytes.ts';
import type { KnownKeys } from './known-keys.ts';
import { MAX_DEPTH } from './max-depth.ts';
import { RESULT } from './scanner/layout.ts';
import type { Tokens } from './tokens.ts';

/** Wrappers that were passed in one go. */
export interface WrapperRun {
  /** How many wrappers, and how many objects in them. */
  items: number;
  objects: number;
  /** Offset of the item behind them; -1 when it is not known. */
  next: number;
}

/**
 * Consumes the objects of an array from the one at `tokens` on, as far as the window reaches and as long as they hold nothing
 * but plain texts and objects under the keys in `kinds` (KnownKeys.bitsOf); false, and nothing is consumed, when the first
 * is another.
 */
export function walkWrappers(
  tokens: Tokens,
  keys: KnownKeys<unknown>,
  kinds: number,
  depth: number,
  run: WrapperRun,
): boolean {
  const { window } = tokens;
  if (tokens.peek() !== BYTE.openBrace) return false;
  for (;;) {
    const { scanner, shift } = window;
    const { words } = scanner;
    keys.teach(scanner);
    const items = scanner.loops.walkWrappers(
      tokens.at + shift,
      window.end + shift,
      depth,
      MAX_DEPTH,
      keys.table,
      kinds,
    );
    if (items > 0) {
      const next = words[RESULT.next >> 2] as number;
      run.items = items;
      run.objects = words[RESULT.members >> 2] as number;
      run.next = next === 0 ? -1 : next - shift;
      tokens.at = (words[RESULT.stop >> 2] as number) - shift;
      return true;
    }
    if (items !== -2 || !window.hasRoom(tokens.keep) || !window.more(tokens.keep)) return false;
  }
}
