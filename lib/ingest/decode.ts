/** Bytes of any Unicode encoding into UTF-8 bytes without a byte order mark. PowerShell's `>` writes UTF-16. */

export interface Decoded {
  readonly bytes: Buffer;
  /** The encoding it was, when not plain UTF-8. */
  readonly from: 'UTF-8 with BOM' | 'UTF-16LE' | 'UTF-16BE' | 'UTF-32LE' | 'UTF-32BE' | null;
}

function startsWith(bytes: Buffer, ...signature: readonly number[]): boolean {
  return signature.every((byte, i) => bytes[i] === byte);
}

function utf32(bytes: Buffer, littleEndian: boolean): Buffer {
  const pieces: string[] = [];
  for (let at = 0; at + 4 <= bytes.length; at += 4) {
    const code = littleEndian ? bytes.readUInt32LE(at) : bytes.readUInt32BE(at);
    pieces.push(String.fromCodePoint(code <= 0x10ffff ? code : 0xfffd));
  }
  return Buffer.from(pieces.join(''));
}

function utf16(bytes: Buffer, littleEndian: boolean): Buffer {
  const even = bytes.subarray(0, bytes.length - (bytes.length % 2));
  const ordered = littleEndian ? even : Buffer.from(even).swap16();
  return Buffer.from(ordered.toString('utf16le'));
}

/** Detects by byte order mark, and without one by where the zero bytes of an ASCII beginning stand. */
export function decode(bytes: Buffer): Decoded {
  if (startsWith(bytes, 0xef, 0xbb, 0xbf)) return { bytes: bytes.subarray(3), from: 'UTF-8 with BOM' };
  if (startsWith(bytes, 0xff, 0xfe, 0, 0)) return { bytes: utf32(bytes.subarray(4), true), from: 'UTF-32LE' };
  if (startsWith(bytes, 0, 0, 0xfe, 0xff)) return { bytes: utf32(bytes.subarray(4), false), from: 'UTF-32BE' };
  if (startsWith(bytes, 0xff, 0xfe)) return { bytes: utf16(bytes.subarray(2), true), from: 'UTF-16LE' };
  if (startsWith(bytes, 0xfe, 0xff)) return { bytes: utf16(bytes.subarray(2), false), from: 'UTF-16BE' };
  const [a, b, c, d] = bytes;
  if (bytes.length < 4 || a === undefined || b === undefined) return { bytes, from: null };
  if (a !== 0 && b === 0 && c === 0 && d === 0) return { bytes: utf32(bytes, true), from: 'UTF-32LE' };
  if (a === 0 && b === 0 && c === 0 && d !== 0) return { bytes: utf32(bytes, false), from: 'UTF-32BE' };
  if (a !== 0 && b === 0) return { bytes: utf16(bytes, true), from: 'UTF-16LE' };
  if (a === 0 && b !== 0) return { bytes: utf16(bytes, false), from: 'UTF-16BE' };
  return { bytes, from: null };
}
