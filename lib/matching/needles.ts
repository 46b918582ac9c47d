/** Many texts looked for in one path at once: by a piece at their start, so that their number hardly counts. */
import type { ByteString } from './bytes.ts';

/** Lengths of pieces; a text is filed under the longest that it has. */
const PIECES = [16, 8, 4, 2, 1] as const;

interface Needle<T> {
  readonly text: ByteString;
  readonly value: T;
}

export class Needles<T> {
  readonly #values = new Map<ByteString, T>();
  readonly #byPiece = new Map<number, Map<ByteString, Needle<T>[]>>();
  readonly #make: () => T;

  constructor(make: () => T) {
    this.#make = make;
  }

  /** The value of a text, made when it is new. */
  of(text: ByteString): T {
    const known = this.#values.get(text);
    if (known !== undefined) return known;
    const value = this.#make();
    this.#values.set(text, value);
    this.#file({ text, value });
    return value;
  }

  /** Each text that is somewhere in `hay`, once. */
  *within(hay: ByteString): Iterable<T> {
    const everywhere = this.#values.get('');
    if (everywhere !== undefined) yield everywhere;
    for (const [size, pieces] of this.#byPiece) {
      for (let at = 0; at + size <= hay.length; at++) {
        for (const { text, value } of pieces.get(hay.slice(at, at + size)) ?? []) {
          if (hay.indexOf(text) === at) yield value;
        }
      }
    }
  }

  #file(needle: Needle<T>): void {
    const size = PIECES.find((length) => length <= needle.text.length);
    if (size === undefined) return;
    const pieces = this.#byPiece.get(size) ?? new Map<ByteString, Needle<T>[]>();
    this.#byPiece.set(size, pieces);
    const piece = needle.text.slice(0, size);
    const same = pieces.get(piece);
    if (same === undefined) pieces.set(piece, [needle]);
    else same.push(needle);
  }
}
