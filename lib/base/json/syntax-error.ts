/**
 * The strict grammar of RFC 8259, run only when JSON.parse has refused a slice: it finds the byte and what was expected
 * there, so that our message never has to quote V8's (which prints pieces of the input, secrets included).
 */
import { BYTE } from './bytes.ts';

export interface SyntaxProblem {
  readonly byte: number;
  readonly expected: string;
}

const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const LITERAL = /true|false|null/y;
const STRING = /"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/y;

/** First violation in `bytes[start, end)`, as a byte offset; the end when the text stops too early. */
export function findSyntaxError(bytes: Buffer, start: number, end: number): SyntaxProblem {
  // latin1 keeps one character a byte, so that positions in the text are byte offsets.
  const text = bytes.toString('latin1', start, end);
  const problem = walk(text);
  return { byte: start + problem.byte, expected: problem.expected };
}

type State = 'value' | 'firstKey' | 'key' | 'colon' | 'afterValue' | 'firstItem' | 'done';

const EXPECTED = {
  value: 'a value',
  firstItem: 'a value or ]',
  firstKey: 'a key in double quotes or }',
  key: 'a key in double quotes',
  colon: 'a colon',
  afterValue: 'a comma or the closing bracket',
  done: 'nothing after the value',
} as const satisfies Record<State, string>;

function walk(text: string): SyntaxProblem {
  const open: number[] = [];
  let state: State = 'value';
  let at = 0;
  for (;;) {
    while (at < text.length && ' \t\r\n'.includes(text.charAt(at))) at++;
    if (at >= text.length) return { byte: at, expected: state === 'done' ? 'a valid value' : EXPECTED[state] };
    const c = text.charCodeAt(at);
    const closes = c === BYTE.closeBrace || c === BYTE.closeBracket;
    if (closes && canClose(state, c, open.at(-1))) {
      open.pop();
      at++;
      state = open.length === 0 ? 'done' : 'afterValue';
    } else if (state === 'afterValue' && c === BYTE.comma) {
      at++;
      state = open.at(-1) === BYTE.openBrace ? 'key' : 'value';
    } else if (state === 'colon' && c === BYTE.colon) {
      at++;
      state = 'value';
    } else if (state === 'key' || state === 'firstKey') {
      const next = token(STRING, text, at);
      if (next === -1) return { byte: at, expected: EXPECTED[state] };
      at = next;
      state = 'colon';
    } else if (state === 'value' || state === 'firstItem') {
      if (c === BYTE.openBrace || c === BYTE.openBracket) {
        open.push(c);
        at++;
        state = c === BYTE.openBrace ? 'firstKey' : 'firstItem';
        continue;
      }
      const next = Math.max(token(STRING, text, at), token(NUMBER, text, at), token(LITERAL, text, at));
      if (next === -1) return { byte: at, expected: EXPECTED[state] };
      at = next;
      state = open.length === 0 ? 'done' : 'afterValue';
    } else return { byte: at, expected: EXPECTED[state] };
  }
}

function canClose(state: State, closer: number, opener: number | undefined): boolean {
  const legal = state === 'afterValue' || state === (closer === BYTE.closeBrace ? 'firstKey' : 'firstItem');
  return legal && opener === closer - 2;
}

function token(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex : -1;
}
