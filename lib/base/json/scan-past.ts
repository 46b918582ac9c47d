/** Finds where a value ends, pulling in more of the document as it goes. */
import { JsonDamage } from './damage.ts';
import type { Span } from './parse-slice.ts';
import { RESULT, SCAN } from './scanner/layout.ts';
import type { Window } from './window.ts';

/** Deepest nesting that the scan can follow; `maxDepth` of a caller is at most this. */
export const SCAN_DEPTH = 4096;

/**
 * Fills `span`, in offsets of the document, with the value at `at`, which is in the window with no white space before it;
 * `depth` is the nesting around it. Checks brackets, strings and depth; the finer grammar is JSON.parse's business when the
 * slice is parsed. `keep` is the first byte that must stay in the window; null when the value itself is not needed.
 *
 * @throws JsonDamage when the bytes end first, brackets do not pair, or nesting exceeds `maxDepth`.
 */
export function scanPast(
  window: Window,
  at: number,
  depth: number,
  maxDepth: number,
  keep: number | null,
  span: Span,
): void {
  const isContainer = opens(window.scanner.bytes[at + window.shift]);
  let code = window.scanner.loops.scan(at + window.shift, window.end + window.shift, depth, maxDepth);
  let stop = stopOf(window);
  while (code === SCAN.ranOut || code === SCAN.ranOutInString) {
    if (!window.more(keep ?? stop)) break;
    code = window.scanner.loops.resume(stop + window.shift, window.end + window.shift, depth, maxDepth);
    stop = stopOf(window);
  }
  // A number or literal may be the last that there is.
  if (code === SCAN.ranOut && !isContainer && window.isLast) stop = window.end;
  else if (code !== SCAN.ok) throw damageOf(code, stop, window, maxDepth, isContainer);
  const { words } = window.scanner;
  span.start = at;
  span.end = stop;
  span.members = words[RESULT.members >> 2] as number;
  span.flags = words[RESULT.flags >> 2] as number;
}

function opens(byte: number | undefined): boolean {
  return byte === 0x7b || byte === 0x5b;
}

function stopOf({ scanner, shift }: Window): number {
  return (scanner.words[RESULT.stop >> 2] as number) - shift;
}

function damageOf(code: number, stop: number, window: Window, maxDepth: number, isContainer: boolean): JsonDamage {
  if (code === SCAN.ranOut || code === SCAN.ranOutInString) {
    if (!window.isLast) return new JsonDamage('size', stop, 'elements of at most 512 MiB');
    const what = code === SCAN.ranOut ? 'the end of an object or array' : 'the end of a string';
    return new JsonDamage('cut', window.end, what);
  }
  if (code === SCAN.controlInString) {
    const began = isContainer ? 'on this line' : 'before this line break';
    return new JsonDamage('syntax', stop, `the end of the string that began ${began}`);
  }
  if (code === SCAN.tooDeep) return new JsonDamage('depth', stop, `at most ${String(maxDepth)} levels of nesting`);
  const expected = code === SCAN.wrongCloser ? 'the bracket that closes the innermost open one' : 'a value';
  return new JsonDamage('syntax', stop, expected);
}
