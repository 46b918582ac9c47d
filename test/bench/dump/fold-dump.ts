/** A dump several times as large as a given one: its clusters, endpoints and routes again and again, under other names. */
import { readFileSync } from 'node:fs';
import { DumpFile } from './dump-file.ts';

type Section = Readonly<Record<string, unknown>>;

/** Listeners and secrets stay as they are: they are few, and copies of a listener would fight for its port. */
const GROWS = /^dynamic_(?!.*(listener|secret))/;

export function foldDump(from: string, to: string, times: number): void {
  const { configs } = JSON.parse(readFileSync(from, 'utf8')) as { configs: readonly Section[] };
  const file = new DumpFile(to);
  for (const section of configs) {
    const lists = Object.entries(section).filter(([name, value]) => GROWS.test(name) && Array.isArray(value));
    const members = Object.entries(section).filter(([name]) => !lists.some(([list]) => list === name));
    file.section(
      Object.fromEntries(members),
      Object.fromEntries(lists.map(([name, list]) => [name, copies(list as readonly unknown[], times)])),
    );
  }
  file.close();
}

/** The first copy is the original; the others share no host, no service and no route configuration with it. */
function* copies(items: readonly unknown[], times: number): Iterable<unknown> {
  yield* items;
  const texts = items.map((item) => JSON.stringify(item));
  for (let copy = 1; copy < times; copy++) {
    for (const text of texts) yield JSON.parse(renamed(text, String(copy)));
  }
}

function renamed(text: string, copy: string): string {
  return text
    .replaceAll('.example.', `.c${copy}.example.`)
    .replaceAll('"name":"http.', `"name":"http.9${copy}`)
    .replaceAll('https.443.', `https.443.c${copy}`)
    .replaceAll('.svc.cluster.local', `-${copy}.svc.cluster.local`);
}
