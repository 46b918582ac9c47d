import { closeSync, fstatSync, openSync, readdirSync, readSync, statSync } from 'node:fs';

/** gzip ends with the size of what it packs (RFC 1952 2.3.1), modulo 2^32. */
const TRAILER_BYTES = 4;

function unpackedSize(path: string, size: number): number {
  const trailer = Buffer.alloc(TRAILER_BYTES);
  const fd = openSync(path, 'r');
  try {
    readSync(fd, trailer, 0, TRAILER_BYTES, Math.max(0, size - TRAILER_BYTES));
  } finally {
    closeSync(fd);
  }
  return Math.max(size, trailer.readUInt32LE(0));
}

/** Of a folder, the largest that lies in it, no deeper. */
function sizeOf(path: string, mayBeFolder: boolean): number {
  try {
    const stat = statSync(path);
    if (stat.isDirectory()) {
      return mayBeFolder ? Math.max(0, ...readdirSync(path).map((name) => sizeOf(`${path}/${name}`, false))) : 0;
    }
    return stat.isFile() && /\.t?gz$/.test(path) ? unpackedSize(path, stat.size) : stat.size;
  } catch {
    return 0;
  }
}

/** Standard input, where the shell made a file of it: what comes through a pipe has no size yet. */
function inputSize(fd: number): number {
  try {
    const stat = fstatSync(fd);
    return stat.isFile() ? stat.size : 0;
  } catch {
    return 0;
  }
}

/** Bytes of the largest file that the command line names or is given, unpacked; a guess for settings. 0 where there is none. */
export function largestFile(argv: readonly string[], stdin = 0): number {
  return Math.max(inputSize(stdin), ...argv.map((word) => sizeOf(word, true)));
}
