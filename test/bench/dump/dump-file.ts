/**
 * Writes a config dump as Envoy prints it (one space a level), item by item: what is held is one chunk and one item, however
 * large the dump.
 */
import { closeSync, openSync, writeSync } from 'node:fs';

const CHUNK = 1 << 23;
/** Lists stand in sections, sections in `configs`, `configs` in the dump. */
const SECTION = 2;
const MEMBER = SECTION + 1;
const ITEM = MEMBER + 1;

export class DumpFile {
  readonly #file: number;
  #pending: string[] = [];
  #length = 0;
  #sections = 0;
  #members = 0;

  constructor(path: string) {
    this.#file = openSync(path, 'w');
    this.#put('{\n "configs": [\n');
  }

  /** A section: its plain members, then the lists, each asked for its items when its turn comes. */
  section(members: object, lists: Readonly<Record<string, Iterable<unknown>>> = {}): void {
    this.#put(this.#sections++ === 0 ? '  {\n' : ',\n  {\n');
    this.#members = 0;
    for (const [name, value] of Object.entries(members)) this.#member(name, indented(value, MEMBER));
    for (const [name, items] of Object.entries(lists)) this.#list(name, items);
    this.#put('\n  }');
  }

  close(): void {
    this.#put('\n ]\n}\n');
    this.#flush();
    closeSync(this.#file);
  }

  #list(name: string, items: Iterable<unknown>): void {
    this.#member(name, '[');
    let separator = '\n    ';
    for (const item of items) {
      this.#put(separator + indented(item, ITEM));
      separator = ',\n    ';
    }
    this.#put('\n   ]');
  }

  #member(name: string, text: string): void {
    this.#put(`${this.#members++ === 0 ? '' : ',\n'}   ${JSON.stringify(name)}: ${text}`);
  }

  #put(text: string): void {
    this.#pending.push(text);
    this.#length += text.length;
    if (this.#length >= CHUNK) this.#flush();
  }

  #flush(): void {
    let bytes = Buffer.from(this.#pending.join(''));
    while (bytes.length > 0) bytes = bytes.subarray(writeSync(this.#file, bytes));
    this.#pending = [];
    this.#length = 0;
  }
}

function indented(value: unknown, depth: number): string {
  return JSON.stringify(value, null, 1).replaceAll('\n', `\n${' '.repeat(depth)}`);
}
