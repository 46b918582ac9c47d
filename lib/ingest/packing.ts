/** What a file is packed with, told by its first bytes, never by its name. */
import { isTar } from './tar/read-header.ts';

export type Packing = 'gzip' | 'tar' | 'other';

/** Packings that are named in words and not opened. */
const CLOSED: readonly { readonly magic: readonly number[]; readonly what: string }[] = [
  { magic: [0x50, 0x4b, 0x03, 0x04], what: 'a zip archive' },
  { magic: [0x28, 0xb5, 0x2f, 0xfd], what: 'packed with zstd' },
  { magic: [0xfd, 0x37, 0x7a, 0x58, 0x5a], what: 'packed with xz' },
  { magic: [0x42, 0x5a, 0x68], what: 'packed with bzip2' },
];

/** `a zip archive`, `packed with xz`, …; null for what may be read as it is. */
export function closedPacking(bytes: Buffer): string | null {
  return CLOSED.find(({ magic }) => magic.every((byte, at) => bytes[at] === byte))?.what ?? null;
}

export function isGzip(bytes: Buffer): boolean {
  return bytes[0] === 0x1f && bytes[1] === 0x8b;
}

export function packingOf(bytes: Buffer): Packing {
  if (isGzip(bytes)) return 'gzip';
  return isTar(bytes) ? 'tar' : 'other';
}
