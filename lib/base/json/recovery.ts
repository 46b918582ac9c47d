/** Where reading can go on after damage: by brackets, or in indented text by the line that closes the element. */
import { findIn, pieceOf } from '../source/index.ts';
import type { ByteSource } from '../source/index.ts';
import { BYTE } from './bytes.ts';
import { JsonDamage } from './damage.ts';
import { SCAN_DEPTH, scanPast } from './scan-past.ts';
import type { Tokens } from './tokens.ts';
import { Window } from './window.ts';

/** Offset behind the element that begins at `start`, as its brackets say; -1 when they do not. */
function endByBrackets(source: ByteSource, start: number): number {
  const window = new Window(source, start);
  const span = { start, end: start, members: 0, flags: 0 };
  try {
    window.more(start);
    scanPast(window, start, 0, SCAN_DEPTH, null, span);
    return span.end;
  } catch (damage) {
    if (damage instanceof JsonDamage) return -1;
    throw damage;
  } finally {
    window.close();
  }
}

/** No dump is indented deeper than this. */
const MOST_INDENT = 4096;

/** In indented JSON an element ends on the next line, from `from` on, that closes at the element's own indentation; else -1. */
function endByIndent(source: ByteSource, start: number, from: number): number {
  const before = pieceOf(source, Math.max(0, start - MOST_INDENT), start);
  const lineStart = before.lastIndexOf(BYTE.lineFeed) + 1;
  const indent = before.toString('latin1', lineStart);
  if (lineStart === 0 || indent.trim() !== '') return -1;
  const closer = pieceOf(source, start, start + 1)[0] === BYTE.openBrace ? '}' : ']';
  const found = findIn(source, `\n${indent}${closer}`, from);
  return found === -1 ? -1 : found + 1 + indent.length + 1;
}

/** Where reading can go on after a damaged item of an array. @throws the damage itself when nothing tells. */
export function endOfItem(tokens: Tokens, start: number, damage: JsonDamage): number {
  const { source } = tokens.window;
  if (damage.kind !== 'cut') {
    const byBrackets = endByBrackets(source, start);
    if (byBrackets !== -1 && continuesAt(tokens, byBrackets)) return byBrackets;
  }
  const byIndent = endByIndent(source, start, damage.byte);
  if (byIndent !== -1 && continuesAt(tokens, byIndent)) return byIndent;
  throw damage;
}

function continuesAt(tokens: Tokens, at: number): boolean {
  const before = tokens.at;
  tokens.at = at;
  const c = tokens.peek();
  tokens.at = before;
  return c === BYTE.comma || c === BYTE.closeBracket;
}
