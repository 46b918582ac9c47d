/** A tar archive with nothing in it that depends on the machine or the clock: same files in, same bytes out. */
import { BLOCK } from './read-header.ts';
import type { TarEntry } from './read-tar.ts';

const NAME_BYTES = 100;

function octal(value: number, length: number): string {
  return `${value.toString(8).padStart(length - 1, '0')}\0`;
}

/** @throws RangeError for a size beyond ustar's 8 GiB, which no file of a bundle has. */
function header(name: string, size: number, type: string): Buffer {
  if (size >= 8 ** 11) throw new RangeError('a file of 8 GiB or more does not fit into a ustar header');
  const block = Buffer.alloc(BLOCK);
  block.write(name, 0, NAME_BYTES, 'utf8');
  block.write(octal(0o600, 8), 100, 'latin1');
  block.write(octal(0, 8), 108, 'latin1');
  block.write(octal(0, 8), 116, 'latin1');
  block.write(octal(size, 12), 124, 'latin1');
  block.write(octal(0, 12), 136, 'latin1');
  block.write(' '.repeat(8), 148, 'latin1');
  block.write(type, 156, 'latin1');
  block.write('ustar\x0000', 257, 'latin1');
  const sum = block.reduce((total, byte) => total + byte, 0);
  block.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148, 'latin1');
  return block;
}

function padding(size: number): Buffer {
  return Buffer.alloc((BLOCK - (size % BLOCK)) % BLOCK);
}

/** `LENGTH path=NAME\n`, where LENGTH counts its own digits too. */
function paxPath(name: string): Buffer {
  const rest = Buffer.byteLength(` path=${name}\n`);
  let length = rest + 1;
  while (String(length).length + rest !== length) length++;
  return Buffer.from(`${String(length)} path=${name}\n`);
}

/** The archive in pieces, entries in the order given; pod names are long, so a pax header carries what ustar has no room for. */
export function* writeTar(entries: Iterable<TarEntry>): Iterable<Buffer> {
  for (const { name, bytes } of entries) {
    if (Buffer.byteLength(name) > NAME_BYTES) {
      const pax = paxPath(name);
      yield header('PaxHeader', pax.length, 'x');
      yield pax;
      yield padding(pax.length);
    }
    yield header(name, bytes.length, '0');
    yield bytes;
    yield padding(bytes.length);
  }
  yield Buffer.alloc(2 * BLOCK);
}
