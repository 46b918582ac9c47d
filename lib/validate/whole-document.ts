/** Whether an output is whole: a child can be cut and still end with 0 (reference/reliability-security.md 4.1, truncation). */
import { JsonCursor, JsonDamage } from '../base/json/index.ts';
import type { CursorEvents } from '../base/json/index.ts';
import { nextDocument, noSkippedLines } from './next-document.ts';

/** True when there is at least one JSON document between the lines, and each is closed. Only brackets and strings are looked at. */
export function isWholeDocument(bytes: Buffer): boolean {
  const skipped = noSkippedLines();
  let at = nextDocument(bytes, 0, skipped);
  if (at === -1) return false;
  while (at !== -1) {
    const end = endOf(bytes, at);
    if (end === null) return false;
    at = nextDocument(bytes, end, skipped);
  }
  return true;
}

/** What is wrong inside a document is told when it is read; here only its end counts. */
const IGNORED: CursorEvents = {
  onDamage: () => undefined,
  onDuplicateKey: () => undefined,
  onLongInteger: () => undefined,
};

function endOf(bytes: Buffer, start: number): number | null {
  const cursor = new JsonCursor(bytes, start, IGNORED);
  try {
    cursor.skip();
  } catch (error) {
    if (error instanceof JsonDamage) return null;
    throw error;
  }
  return cursor.position;
}
