/** JSON text → tree with offsets. A text that ends too early gives the tree so far; what is no JSON is damage. */
import { TextDamage } from './node.ts';
import type { Member, StringNode, TextDocument, TextNode } from './node.ts';

/** Deeper than anything real (reference/reliability-security.md 4.1). */
const MAX_DEPTH = 256;

const WORD = /[-+.\w]+/y;
const QUOTE = 0x22;
const BACKSLASH = 0x5c;

interface Open {
  readonly node: { kind: 'object' | 'array'; start: number; members: Member[]; items: TextNode[] };
  key: StringNode | undefined;
}

class Reader {
  readonly #text: string;
  readonly #open: Open[] = [];
  readonly #keys = new Map<string, string>();
  #root: TextNode | undefined;
  at: number;

  constructor(text: string, start: number) {
    this.#text = text;
    this.at = start;
  }

  /** @throws TextDamage */
  read(): TextDocument {
    const start = this.at;
    do {
      this.#space();
      if (this.at >= this.#text.length) return { root: this.#rest(), start, end: this.at, cut: true };
      this.#step(this.#text.charCodeAt(this.at));
    } while (this.#open.length > 0);
    const root = this.#root ?? this.#rest();
    return { root, start, end: this.at, cut: root.kind === 'string' && root.style === 'cut' };
  }

  #rest(): TextNode {
    return this.#root ?? { kind: 'word', start: this.at, end: this.at, value: '' };
  }

  #space(): void {
    for (; this.at < this.#text.length; this.at++) if (this.#text.charCodeAt(this.at) > 0x20) return;
  }

  #step(c: number): void {
    const top = this.#open.at(-1);
    if (c === 0x7b || c === 0x5b) this.#enter(c === 0x7b ? 'object' : 'array');
    else if (c === 0x7d || c === 0x5d) {
      if (top?.node.kind !== (c === 0x7d ? 'object' : 'array')) throw new TextDamage(this.at);
      this.#open.pop();
      this.at++;
    } else if (c === 0x2c && top !== undefined && top.key === undefined) this.at++;
    else if (c === QUOTE) this.#string(top);
    else this.#word();
  }

  #enter(kind: 'object' | 'array'): void {
    const node = { kind, start: this.at, members: [], items: [] };
    this.#place(node);
    if (this.#open.length >= MAX_DEPTH) throw new TextDamage(this.at);
    this.#open.push({ node, key: undefined });
    this.at++;
  }

  #string(top: Open | undefined): void {
    const node = this.#scan();
    if (top?.node.kind !== 'object' || top.key !== undefined) {
      this.#place(node);
      return;
    }
    this.#space();
    if (node.style === 'cut' || this.at >= this.#text.length) {
      this.#finish(top, node, { kind: 'word', start: this.at, end: this.at, value: '' });
      return;
    }
    if (this.#text.charCodeAt(this.at) !== 0x3a) throw new TextDamage(this.at);
    this.at++;
    top.key = node;
  }

  #word(): void {
    WORD.lastIndex = this.at;
    const value = WORD.exec(this.#text)?.[0];
    if (value === undefined) throw new TextDamage(this.at);
    const start = this.at;
    this.at += value.length;
    this.#place({ kind: 'word', start, end: this.at, value });
  }

  #place(node: TextNode): void {
    const top = this.#open.at(-1);
    if (top === undefined) this.#root = node;
    else if (top.node.kind === 'array') top.node.items.push(node);
    else if (top.key === undefined) throw new TextDamage(this.at);
    else this.#finish(top, top.key, node);
  }

  #finish(top: Open, key: StringNode, value: TextNode): void {
    top.node.members.push({ key, value });
    top.key = undefined;
  }

  #scan(): StringNode {
    const start = this.at;
    let escaped = false;
    for (let i = start + 1; i < this.#text.length; i++) {
      const c = this.#text.charCodeAt(i);
      if (c === QUOTE) {
        this.at = i + 1;
        return { kind: 'string', start, end: i + 1, value: this.#value(start, i + 1, escaped), style: 'json' };
      }
      if (c === BACKSLASH) {
        escaped = true;
        i++;
      } else if (c < 0x20) throw new TextDamage(i);
    }
    this.at = this.#text.length;
    return { kind: 'string', start, end: this.at, value: this.#text.slice(start + 1), style: 'cut' };
  }

  #value(start: number, end: number, escaped: boolean): string {
    if (!escaped) {
      const plain = this.#text.slice(start + 1, end - 1);
      if (plain.length > 40) return plain;
      const known = this.#keys.get(plain);
      if (known !== undefined) return known;
      this.#keys.set(plain, plain);
      return plain;
    }
    try {
      return JSON.parse(this.#text.slice(start, end)) as string;
    } catch {
      throw new TextDamage(start);
    }
  }
}

/** @throws TextDamage */
export function parseJsonTree(text: string, start = 0): TextDocument {
  return new Reader(text, start).read();
}
