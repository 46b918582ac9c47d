import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { randomBytes } from 'node:crypto';
import { Readable } from 'node:stream';
import { gzipSync } from 'node:zlib';
import { expect } from 'chai';
import fc from 'fast-check';
import { memorySource, pieceOf, textOf, wholeOf } from '../../../lib/base/source/index.ts';
import { FileSource } from '../../../lib/ingest/file-source.ts';
import { GzipSource } from '../../../lib/ingest/gzip-source.ts';
import type { Stop } from '../../../lib/ingest/gzip-source.ts';
import { bytesOf, pack } from '../../../lib/ingest/piece.ts';
import { pieceSource } from '../../../lib/ingest/piece-source.ts';
import { Problems } from '../../../lib/ingest/problems.ts';
import { readStream } from '../../../lib/ingest/read-stream.ts';
import { Utf8Source } from '../../../lib/ingest/utf8-source.ts';
import { inPieces } from '../base/json/pieces.ts';

/** Offset of the first byte from which on the bytes are no UTF-8, by trying; a begun character at the end counts as the end. */
function firstInvalid(bytes: Buffer): number | null {
  const isText = (part: Buffer): boolean => Buffer.from(part.toString()).equals(part);
  if (isText(bytes)) return null;
  for (let at = 0; at < bytes.length; at++) {
    const prefix = bytes.subarray(0, at + 1);
    // What follows may make it whole.
    const endings = ['', '\x80', '\x80\x80', '\x80\x80\x80', '\x90\x80\x80', '\xa0\x80', '\xa0'];
    if (!endings.some((more) => isText(Buffer.concat([prefix, Buffer.from(more, 'latin1')])))) return at;
  }
  return bytes.length;
}

describe('ingest sources', () => {
  it('utf-8: tells the first byte that is none, whatever the pieces', () => {
    const units = fc.constantFrom('a', 'ü', '→', '😀', '\n');
    const sizes = fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 1, maxLength: 4 });
    const bad = fc.array(fc.tuple(fc.nat(), fc.constantFrom(0xff, 0x80, 0x41, 0xc3)), { maxLength: 1 });
    fc.assert(
      fc.property(fc.string({ unit: units, maxLength: 12 }), bad, fc.nat(3), sizes, (text, hits, cut, most) => {
        const whole = Buffer.from(text);
        const bytes = whole.subarray(0, Math.max(0, whole.length - cut));
        for (const [at, byte] of hits) if (bytes.length > 0) bytes[at % bytes.length] = byte;
        const told: number[] = [];
        const source = new Utf8Source(inPieces(bytes, most), 0, (byte) => told.push(byte));
        expect(textOf(source)).to.equal(bytes.toString());
        const expected = firstInvalid(bytes);
        expect(told).to.deep.equal(expected === null ? [] : [expected]);
      }),
      { numRuns: 3000 },
    );
  });

  it('utf-8: without the mark at its beginning, checked once', () => {
    const told: number[] = [];
    const bytes = Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), Buffer.from('ab'), Buffer.from([0xff])]);
    const source = new Utf8Source(inPieces(bytes, [2]), 3, (byte) => told.push(byte));
    expect(textOf(source)).to.equal('ab\ufffd');
    expect(textOf(source)).to.equal('ab\ufffd');
    expect(told).to.deep.equal([2]);
  });

  it('pieces: as if they were one', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ minLength: 1 })), fc.array(fc.nat(30)), (parts, offsets) => {
        const whole = Buffer.from(parts.join(''));
        const source = pieceSource(parts.map((part) => Buffer.from(part)));
        expect(textOf(source)).to.equal(whole.toString());
        for (const at of offsets) expect(pieceOf(source, at, at + 7).equals(whole.subarray(at, at + 7))).to.equal(true);
      }),
    );
  });

  it('a stream: as if it were one, the first part as it came, the rest packed where that helps', async () => {
    const text = (length: number): Buffer => Buffer.from('{"name": "outbound|80||web.shop"}, '.repeat(length));
    const chunks = [text(10), text(60_000), randomBytes(1_500_000), text(50_000), text(1)];
    const whole = Buffer.concat(chunks);
    for (const plain of [0, 400, whole.length]) {
      const read = await readStream(Readable.from(chunks), whole.length, plain);
      if (read === null) throw new Error('too large');
      expect(read.size).to.equal(whole.length);
      expect(wholeOf(read.source).equals(whole), String(plain)).to.equal(true);
      for (const at of [whole.length - 9, 5, 2_099_000, 350, whole.length]) {
        const want = whole.subarray(at, at + 1000);
        expect(pieceOf(read.source, at, at + 1000).equals(want), String(at)).to.equal(true);
      }
    }
    expect(await readStream(Readable.from(chunks), whole.length - 1, 0)).to.equal(null);
  });

  it('pieces: packed only where that makes them smaller', async () => {
    const repeats = Buffer.from('istio '.repeat(1000));
    const small = await pack(repeats);
    expect(Buffer.isBuffer(small)).to.equal(false);
    expect(bytesOf(small).equals(repeats)).to.equal(true);
    const noise = randomBytes(1000);
    expect(await pack(noise)).to.equal(noise);
  });

  it('a file that went away is told once, however often it is asked', () => {
    const folder = mkdtempSync(join(tmpdir(), 'whyroute-source-'));
    const path = join(folder, 'dump.json');
    writeFileSync(path, 'abc');
    const problems = new Problems();
    const source = new FileSource(path, 3, problems);
    expect(textOf(source)).to.equal('abc');
    rmSync(folder, { recursive: true });
    for (let again = 0; again < 3; again++) expect(textOf(source)).to.equal('');
    expect(problems.diagnostics.map(({ code }) => code)).to.deep.equal(['IN001']);
    expect(problems.lost).to.equal(true);
  });

  describe('gzip', () => {
    const bytes = Buffer.from(Array.from({ length: 900_000 }, (_, i) => `line ${String(i)}\n`).join(''));
    const packed = gzipSync(bytes);
    const open = (raw: Buffer, left = Infinity): { source: GzipSource; stops: Stop[] } => {
      const stops: Stop[] = [];
      const source = new GzipSource(memorySource(raw), raw.length, { left }, (why) => stops.push(why));
      return { source, stops };
    };

    it('any place in any order', () => {
      const { source, stops } = open(packed);
      for (const at of [0, 9_000_000, 8_999_000, 5, bytes.length - 3, 4_000_000]) {
        expect(pieceOf(source, at, at + 1000).equals(bytes.subarray(at, at + 1000)), String(at)).to.equal(true);
      }
      expect(stops).to.deep.equal([]);
    });

    it('says once why there is no more, and gives the same again', () => {
      const cut = open(packed.subarray(0, packed.length / 2));
      const first = textOf(cut.source);
      expect(first.length).to.be.greaterThan(1_000_000);
      expect(textOf(cut.source)).to.equal(first);
      expect(cut.stops).to.deep.equal(['cut']);
      const limited = open(packed, 3_000_000);
      const part = textOf(limited.source);
      expect(part.length).to.be.within(2_900_000, 3_000_000);
      expect(textOf(limited.source)).to.equal(part);
      expect(limited.stops).to.deep.equal(['tooLarge']);
    });
  });
});
