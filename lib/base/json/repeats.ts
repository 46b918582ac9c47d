/** Values that occur many times in one document, found again by their bytes without making them into strings. */

/** A place for what the bytes of one value mean; `kept` is undefined until somebody keeps it. */
export interface Repeat<Kept> {
  readonly bytes: Buffer;
  readonly next: Repeat<Kept> | undefined;
  kept: Kept | undefined;
}

/** Every how many bytes the hash looks; what it cannot tell apart is compared byte by byte. */
const STRIDE = 3;

export class Repeats<Kept> {
  readonly #byHash = new Map<number, Repeat<Kept>>();

  /** The place of the bytes `[start, end)`; equal bytes always get the same one. */
  find(bytes: Buffer, start: number, end: number): Repeat<Kept> {
    let hash = end - start;
    for (let i = start; i < end; i += STRIDE) hash = Math.imul(hash ^ (bytes[i] as number), 0x01000193);
    const first = this.#byHash.get(hash);
    for (let found = first; found !== undefined; found = found.next) {
      if (found.bytes.compare(bytes, start, end) === 0) return found;
    }
    const place: Repeat<Kept> = { bytes: bytes.subarray(start, end), next: first, kept: undefined };
    this.#byHash.set(hash, place);
    return place;
  }
}
