/** The lines of `trace --batch`: one answer a line, in order, and nothing else. */
import type { TraceLine } from '../../model/index.ts';
import { jsonText } from '../escape/index.ts';

/** Makers, routes and clusters repeat from line to line, and are most of the text: each is written out, and made safe, once. */
class Texts {
  readonly #known = new WeakMap<object, string>();

  of(value: object | null): string {
    if (value === null) return 'null';
    let text = this.#known.get(value);
    if (text === undefined) this.#known.set(value, (text = jsonText(JSON.stringify(value))));
    return text;
  }
}

function* lineTexts(lines: Iterable<TraceLine>): Iterable<string> {
  const texts = new Texts();
  for (const { disposition, status, route, source, clusters, why } of lines) {
    const head = `{"disposition":"${disposition}","status":${String(status)},"route":${texts.of(route)}`;
    const tail = `"clusters":${texts.of(clusters)},"why":${jsonText(JSON.stringify(why))}}`;
    yield `${head},"source":${texts.of(source)},${tail}\n`;
  }
}

/** NDJSON in chunks. */
export function renderTraceLines(lines: Iterable<TraceLine>): Iterable<string> {
  return lineTexts(lines);
}
