/** Bytes that are pulled piece by piece, so that a dump of gigabytes never lies in memory as a whole. */

export interface ByteSource {
  /**
   * Copies bytes from offset `at` on into `into` and returns how many; 0 only at the end. Reading is meant to go forward:
   * going back is right but may be slow (a packed source begins again).
   */
  read(at: number, into: Uint8Array): number;
  /** All of the bytes, where they are in memory anyway. */
  readonly whole?: Buffer;
}

/** What is in memory anyway. */
export function memorySource(whole: Buffer): ByteSource {
  return {
    whole,
    read: (at, into) => {
      const piece = whole.subarray(at, at + into.length);
      into.set(piece);
      return piece.length;
    },
  };
}
