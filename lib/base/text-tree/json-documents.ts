/** The JSON documents of a text that may hold log lines, prompts and fences around them. */
import { parseJsonTree } from './json-tree.ts';
import type { TextDocument } from './node.ts';

/** `{"`, `{}`, `[{`, `[[`, `["`, `[]` at the beginning of a line: a log line in square brackets is none of these. */
const OPENS = /^[ \t\r]*(?=\{\s*["}]|\[\s*[{["\]])/gm;

/** In order; empty when nothing in the text begins like JSON. @throws TextDamage inside one that began */
export function jsonDocuments(text: string): readonly TextDocument[] {
  const documents: TextDocument[] = [];
  let from = 0;
  for (;;) {
    OPENS.lastIndex = from;
    const found = OPENS.exec(text);
    // One that ends and the next that begins may share a line.
    const glued = /^\s*(?=\{\s*["}]|\[\s*[{["\]])/.exec(text.slice(from, from + 64))?.[0];
    const start = glued !== undefined && from > 0 ? from + glued.length : found && found.index + found[0].length;
    if (start === null) return documents;
    const document = parseJsonTree(text, start);
    documents.push(document);
    from = document.end;
  }
}
