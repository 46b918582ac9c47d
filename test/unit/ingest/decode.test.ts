import { expect } from 'chai';
import { decode } from '../../../lib/ingest/decode.ts';

const TEXT = '{"name":"é𝄞"}';

function utf32(text: string, littleEndian: boolean): Buffer {
  const codes = Array.from(text, (character) => character.codePointAt(0) ?? 0);
  const bytes = Buffer.alloc(codes.length * 4);
  codes.forEach((code, i) => (littleEndian ? bytes.writeUInt32LE(code, i * 4) : bytes.writeUInt32BE(code, i * 4)));
  return bytes;
}

const utf16le = Buffer.from(TEXT, 'utf16le');
const utf16be = Buffer.from(utf16le).swap16();

describe('ingest decode', () => {
  const cases: readonly (readonly [name: string, bytes: Buffer, from: string | null])[] = [
    ['UTF-8', Buffer.from(TEXT), null],
    ['UTF-8 with a byte order mark', Buffer.from(`\ufeff${TEXT}`), 'UTF-8 with BOM'],
    ['UTF-16LE with a mark (PowerShell >)', Buffer.concat([Buffer.from([0xff, 0xfe]), utf16le]), 'UTF-16LE'],
    ['UTF-16BE with a mark', Buffer.concat([Buffer.from([0xfe, 0xff]), utf16be]), 'UTF-16BE'],
    ['UTF-16LE without one', utf16le, 'UTF-16LE'],
    ['UTF-16BE without one', utf16be, 'UTF-16BE'],
    ['UTF-32LE', Buffer.concat([Buffer.from([0xff, 0xfe, 0, 0]), utf32(TEXT, true)]), 'UTF-32LE'],
    ['UTF-32BE', Buffer.concat([Buffer.from([0, 0, 0xfe, 0xff]), utf32(TEXT, false)]), 'UTF-32BE'],
    ['UTF-32LE without a mark', utf32(TEXT, true), 'UTF-32LE'],
    ['UTF-32BE without a mark', utf32(TEXT, false), 'UTF-32BE'],
  ];
  for (const [name, bytes, from] of cases) {
    it(`reads ${name}`, () => {
      const decoded = decode(bytes);
      expect(decoded.bytes.toString()).to.equal(TEXT);
      expect(decoded.from).to.equal(from);
    });
  }

  for (const length of [0, 1, 2, 3]) {
    it(`survives ${String(length)} bytes`, () => {
      expect(decode(Buffer.alloc(length, 0x20)).bytes.length).to.be.at.most(length);
    });
  }
});
