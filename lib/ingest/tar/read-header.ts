/**
 * One 512-byte header of a tar archive: the fields of POSIX ustar (IEEE Std 1003.1, pax "ustar Interchange Format"), with
 * GNU's binary sizes.
 */

export const BLOCK = 512;

export interface TarHeader {
  readonly name: string;
  /** Bytes of content that follow. */
  readonly size: number;
  /** `0` regular file, `5` directory, `1` `2` links, `3` `4` `6` devices and pipes, `x` `g` pax, `L` `K` GNU long names. */
  readonly type: string;
}

/** Bytes up to the first NUL, or to the end of the field. */
function field(block: Buffer, start: number, length: number): Buffer {
  const bytes = block.subarray(start, start + length);
  const end = bytes.indexOf(0);
  return end === -1 ? bytes : bytes.subarray(0, end);
}

/** Octal digits in ASCII, or GNU's big-endian binary where the first bit is set; NaN where it is neither. */
function number(block: Buffer, start: number, length: number): number {
  const first = block[start] ?? 0;
  if ((first & 0x80) !== 0) {
    let value = first & 0x7f;
    for (let at = start + 1; at < start + length; at++) value = value * 256 + (block[at] ?? 0);
    return Number.isSafeInteger(value) ? value : NaN;
  }
  const text = field(block, start, length).toString('latin1').trim();
  if (text === '') return 0;
  return /^[0-7]+$/.test(text) ? Number.parseInt(text, 8) : NaN;
}

/** The sum of all bytes with the checksum field read as spaces. */
function checksum(block: Buffer): number {
  let sum = 0;
  for (let at = 0; at < BLOCK; at++) sum += at >= 148 && at < 156 ? 0x20 : (block[at] ?? 0);
  return sum;
}

/** Null when this is no header: the checksum or a number in it is wrong. */
export function readHeader(block: Buffer): TarHeader | null {
  if (block.length < BLOCK || number(block, 148, 8) !== checksum(block)) return null;
  const size = number(block, 124, 12);
  if (Number.isNaN(size)) return null;
  const ustar = block.toString('latin1', 257, 263) === 'ustar\0';
  const prefix = ustar ? field(block, 345, 155).toString('utf8') : '';
  const name = field(block, 0, 100).toString('utf8');
  const type = String.fromCharCode(block[156] ?? 0);
  return { name: prefix === '' ? name : `${prefix}/${name}`, size, type: type === '\0' ? '0' : type };
}

/** True when the bytes begin with a tar header that names something. */
export function isTar(bytes: Buffer): boolean {
  const header = bytes.length < BLOCK ? null : readHeader(bytes.subarray(0, BLOCK));
  return header !== null && header.name !== '';
}
