/** A place in a document, and what stands there: pulls in more of it as the place moves on. */
import type { ByteSource } from '../source/index.ts';
import { BYTE } from './bytes.ts';
import { JsonDamage } from './damage.ts';
import { KeyReader } from './key-reader.ts';
import { Window } from './window.ts';

export class Tokens {
  readonly window: Window;
  /** Offset in the document of the next byte to read. */
  at: number;
  /** First byte that must stay in the window, wherever the place is. */
  pin: number = Infinity;
  readonly #keys = new KeyReader();

  constructor(source: ByteSource, start: number) {
    this.window = new Window(source, start);
    this.at = start;
  }

  /** The first byte that must stay in the window. */
  get keep(): number {
    return Math.min(this.at, this.pin);
  }

  /** Goes on to the next byte that is no white space, and says which it is; -1 at the end. */
  peek(): number {
    const { window } = this;
    if (this.at < window.base || this.at > window.end) window.seek(this.at);
    do {
      const { scanner, shift, end } = window;
      const { bytes } = scanner;
      for (let at = this.at; at < end; at++) {
        const c = bytes[at + shift] as number;
        if (c > BYTE.space || !isSpace(c)) {
          this.at = at;
          return c;
        }
      }
      this.at = end;
    } while (window.more(this.keep));
    return -1;
  }

  /** Consumes the key whose opening quote stands here. @throws JsonDamage when the document ends in it. */
  key(): string {
    const { window } = this;
    let key: string | null;
    do {
      const { scanner, shift, end } = window;
      key = this.#keys.read(scanner.bytes, this.at + shift, end + shift, shift);
    } while (key === null && window.more(this.keep));
    if (key === null) throw new JsonDamage('cut', window.end, 'the end of a string');
    this.at = this.#keys.end - window.shift;
    return key;
  }
}

function isSpace(c: number): boolean {
  return c === BYTE.space || c === BYTE.lineFeed || c === BYTE.carriageReturn || c === BYTE.tab;
}
