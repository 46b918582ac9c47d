/** Splits a YAML stream at its document markers before parsing, so that one broken document costs only itself. */

/** A document's text and the 1-based line of the stream on which that text begins. */
export interface DocumentText {
  readonly text: string;
  readonly firstLine: number;
}

/** Nothing but blank lines, comments and directives. */
const EMPTY_DOCUMENT = /^(?:[ \t\r]*(?:[#%][^\n]*)?(?:\n|$))*$/;

/**
 * A marker is `---` or `...` at the start of a line, followed by white space or the end (YAML 1.2, 9.1.2). It cannot occur
 * inside a scalar: there, a line must be indented. What follows `---` on its line belongs to the document and stays.
 */
export function splitDocuments(stream: string): readonly DocumentText[] {
  const text = stream.startsWith('\uFEFF') ? stream.slice(1) : stream;
  const documents: DocumentText[] = [];
  const marker = /^(?:---|\.\.\.)(?=[ \t\r\n]|$)/gm;
  let start = 0;
  let line = 1;
  const close = (end: number): void => {
    const part = text.slice(start, end);
    if (!EMPTY_DOCUMENT.test(part)) documents.push({ text: part, firstLine: line });
    line += countNewlines(part);
  };
  for (let found = marker.exec(text); found !== null; found = marker.exec(text)) {
    close(found.index);
    start = found.index + found[0].length;
  }
  close(text.length);
  return documents;
}

function countNewlines(text: string): number {
  let count = 0;
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) count += 1;
  return count;
}
