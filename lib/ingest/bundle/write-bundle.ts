/** A bundle as one `.tgz`; the same files give the same bytes. */
import { Readable } from 'node:stream';
import { createGzip } from 'node:zlib';
import type { TarEntry } from '../tar/read-tar.ts';
import { writeTar } from '../tar/write-tar.ts';
import { writeWhole } from '../write-file.ts';
import type { WriteOptions } from '../write-file.ts';

/** Where gzip says on which system it ran (RFC 1952, OS); 255 is "unknown", on every system. */
const OS_BYTE = 9;

async function* packed(files: readonly TarEntry[]): AsyncIterable<Buffer> {
  const gzip = Readable.from(writeTar(files)).pipe(createGzip());
  let first = true;
  for await (const chunk of gzip as AsyncIterable<Buffer>) {
    if (first && chunk.length > OS_BYTE) chunk[OS_BYTE] = 0xff;
    first = false;
    yield chunk;
  }
}

/** Returns false when it was interrupted: then there is no file. @throws KnownError as `writeWhole` does. */
export async function writeBundle(path: string, files: readonly TarEntry[], options: WriteOptions): Promise<boolean> {
  return writeWhole(path, packed(files), options);
}
