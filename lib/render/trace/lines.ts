/** The lines of `trace --batch`: one answer a line, in order, and nothing else. */
import type { Source, TraceLine } from '../../model/index.ts';
import { jsonText } from '../escape/index.ts';

/** Sources repeat from line to line, and are most of the text: each is written out, and made safe, once. */
function* lineTexts(lines: Iterable<TraceLine>): Iterable<string> {
  const known = new WeakMap<Source, string>();
  for (const { disposition, status, route, source, clusters, why } of lines) {
    let made = source === null ? 'null' : known.get(source);
    if (made === undefined) {
      made = jsonText(JSON.stringify(source));
      if (source !== null) known.set(source, made);
    }
    const head = jsonText(JSON.stringify({ disposition, status, route }).slice(0, -1));
    const tail = jsonText(JSON.stringify({ clusters, why }).slice(1));
    yield `${head},"source":${made},${tail}\n`;
  }
}

/** NDJSON in chunks. */
export function renderTraceLines(lines: Iterable<TraceLine>): Iterable<string> {
  return lineTexts(lines);
}
