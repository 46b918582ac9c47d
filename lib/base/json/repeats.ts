/** Values that occur many times in one document, found again by their bytes without making them into strings. */

/** A place for what the bytes of one value mean; `kept` is undefined until somebody keeps it. */
export interface Repeat<Kept> {
  readonly start: number;
  readonly end: number;
  readonly next: Repeat<Kept> | undefined;
  kept: Kept | undefined;
}

/** Every how many bytes the hash looks; what it cannot tell apart is compared byte by byte. */
const STRIDE = 5;

/** Ranges of one buffer: `bytes` must be the same at every call. */
export class Repeats<Kept> {
  readonly #byHash = new Map<number, Repeat<Kept>>();

  /** The place of the bytes `[start, end)`; equal bytes always get the same one. */
  find(bytes: Buffer, start: number, end: number): Repeat<Kept> {
    let hash = end - start;
    for (let i = end - 1; i >= start; i -= STRIDE) hash = Math.imul(hash ^ (bytes[i] as number), 0x01000193);
    const first = this.#byHash.get(hash);
    for (let found = first; found !== undefined; found = found.next) {
      if (bytes.compare(bytes, start, end, found.start, found.end) === 0) return found;
    }
    const place: Repeat<Kept> = { start, end, next: first, kept: undefined };
    this.#byHash.set(hash, place);
    return place;
  }
}
