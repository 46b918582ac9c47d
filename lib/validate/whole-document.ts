/** Whether an output is whole: a child can be cut and still end with 0 (reference/reliability-security.md 4.1, truncation). */
import { JsonCursor, JsonDamage } from '../base/json/index.ts';
import type { CursorEvents } from '../base/json/index.ts';
import { memorySource } from '../base/source/index.ts';
import { classify } from './classify.ts';
import type { ObjectShape } from './classify.ts';
import { nextDocument, noSkippedLines } from './next-document.ts';

/** JSON that a mistaken command may print. */
const STRANGERS: ReadonlySet<ObjectShape | undefined> = new Set([undefined, 'kubernetes', 'ztunnel', 'serverInfo']);

/** What is wrong inside a document is told when it is read; here only its end and its shape count. */
const IGNORED: CursorEvents = {
  onDamage: () => undefined,
  onDuplicateKey: () => undefined,
  onLongInteger: () => undefined,
};

/**
 * True when every JSON document between the lines is closed and one of them is a proxy's: a list (a section as istioctl
 * prints it) or an object of a known shape. Only brackets, strings and the outermost keys are looked at.
 */
export function isWholeDocument(bytes: Buffer): boolean {
  const source = memorySource(bytes);
  const skipped = noSkippedLines();
  let recognized = false;
  for (let at = nextDocument(source, 0, skipped); at !== -1;) {
    const cursor = new JsonCursor(source, at, IGNORED);
    try {
      if (cursor.kind() === 'array' || !STRANGERS.has(classify(cursor))) recognized = true;
      const end = endOf(cursor);
      if (end === null) return false;
      at = nextDocument(source, end, skipped);
    } finally {
      cursor.close();
    }
  }
  return recognized;
}

function endOf(cursor: JsonCursor): number | null {
  try {
    cursor.pass();
  } catch (error) {
    if (error instanceof JsonDamage) return null;
    throw error;
  }
  return cursor.position;
}
