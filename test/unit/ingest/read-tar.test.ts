import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import fc from 'fast-check';
import { isTar } from '../../../lib/ingest/tar/read-header.ts';
import { readTar } from '../../../lib/ingest/tar/read-tar.ts';
import { writeTar } from '../../../lib/ingest/tar/write-tar.ts';
import { paxRecord, tarEntry, tarOf } from './tar-bytes.ts';
import type { RawEntry } from './tar-bytes.ts';

function textsOf(bytes: Buffer): [string, string][] {
  return readTar(bytes).entries.map(({ name, bytes: content }) => [name, content.toString()]);
}

const LONG = `bug-report/proxies/istio-system/${'istio-ingressgateway-'.repeat(9)}x/config_dump`;

describe('readTar', () => {
  it('reads files in order, without directories and leading ./', () => {
    const tar = tarOf(
      { name: 'a/', type: '5' },
      { name: './a/b.json', content: '{}' },
      { name: 'c', content: 'x'.repeat(600) },
    );
    expect(textsOf(tar)).to.deep.equal([
      ['a/b.json', '{}'],
      ['c', 'x'.repeat(600)],
    ]);
  });

  it('reads long names: ustar prefix, pax path, GNU L', () => {
    expect(textsOf(tarOf({ name: 'name', prefix: 'a/b', content: '1' }))).to.deep.equal([['a/b/name', '1']]);
    const pax = tarOf({ name: 'x', type: 'x', content: paxRecord('path', LONG) }, { name: 'short', content: '2' });
    expect(textsOf(pax)).to.deep.equal([[LONG, '2']]);
    const gnu = tarOf(
      { name: '././@LongLink', type: 'L', content: `${LONG}\0`, magic: 'ustar  \0' },
      { name: 's', content: '3' },
    );
    expect(textsOf(gnu)).to.deep.equal([[LONG, '3']]);
  });

  it('a long name counts for one entry only', () => {
    const tar = tarOf({ name: 'x', type: 'x', content: paxRecord('path', LONG) }, { name: 'a' }, { name: 'b' });
    expect(textsOf(tar).map(([name]) => name)).to.deep.equal([LONG, 'b']);
  });

  const REFUSED: readonly (readonly [string, RawEntry, RegExp])[] = [
    ['parent folder', { name: '../../etc/passwd' }, /leads out/],
    ['parent folder inside', { name: 'a/../../b' }, /leads out/],
    ['parent folder with backslashes', { name: 'a\\..\\..\\b' }, /leads out/],
    ['absolute', { name: '/etc/passwd' }, /absolute/],
    ['drive', { name: 'C:\\x' }, /absolute/],
    ['hard link', { name: 'a', type: '1', linkTo: '/etc/passwd' }, /a link/],
    ['symbolic link', { name: 'a', type: '2', linkTo: '/etc/passwd' }, /a link/],
    ['character device', { name: 'a', type: '3' }, /a device/],
    ['block device', { name: 'a', type: '4' }, /a device/],
    ['pipe', { name: 'a', type: '6' }, /a named pipe/],
    ['GNU sparse', { name: 'a', type: 'S' }, /sparse/],
    ['unknown', { name: 'a', type: 'Z' }, /unknown type/],
  ];
  for (const [what, entry, why] of REFUSED) {
    it(`refuses in words: ${what}`, () => {
      const { entries, refused } = readTar(tarOf(entry, { name: 'good', content: 'ok' }));
      expect(entries.map(({ name }) => name)).to.deep.equal(['good']);
      expect(refused).to.have.length(1);
      expect(refused[0]?.why).to.match(why);
    });
  }

  it('refuses a name of 10 kB, a pax sparse file and the first of two of one name', () => {
    const long = tarOf({ name: 'x', type: 'x', content: paxRecord('path', 'a'.repeat(10_000)) }, { name: 's' });
    expect(readTar(long).refused[0]?.why).to.match(/longer than/);
    const sparse = tarOf({ name: 'x', type: 'x', content: paxRecord('GNU.sparse.size', '9') }, { name: 's' });
    expect(readTar(sparse).refused[0]?.why).to.match(/sparse/);
    const twice = readTar(tarOf({ name: 'a', content: '1' }, { name: './a', content: '2' }));
    expect(twice.entries.map(({ bytes }) => bytes.toString())).to.deep.equal(['2']);
    expect(twice.refused[0]?.why).to.match(/twice/);
  });

  it('a name such as __proto__ is a name', () => {
    expect(textsOf(tarOf({ name: '__proto__', content: '1' }))).to.deep.equal([['__proto__', '1']]);
  });

  it('a cut archive gives what was whole, and says that it is cut', () => {
    const tar = tarOf({ name: 'a', content: 'A'.repeat(700) }, { name: 'b', content: 'B'.repeat(700) });
    for (let end = 1; end < tar.length - 512; end += 7) {
      const { entries, stopped } = readTar(tar.subarray(0, end));
      expect(
        entries.map(({ name }) => name),
        String(end),
      ).to.deep.equal(end >= 2048 + 700 ? ['a', 'b'] : end >= 1212 ? ['a'] : []);
      expect(stopped, String(end)).to.equal('cut');
    }
    expect(readTar(tar.subarray(0, tar.length - 512)).stopped).to.equal(null);
  });

  it('damage, lying sizes and too many entries stop the reading', () => {
    const tar = tarOf({ name: 'a', content: '1' }, { name: 'b', content: '2' });
    tar[1024 + 5] = 0x41;
    expect(readTar(tar)).to.include({ stopped: 'damaged' });
    expect(readTar(Buffer.concat([tarEntry({ name: 'a', size: 8 ** 11 - 1 }), Buffer.alloc(1024)])).stopped).to.equal(
      'cut',
    );
    const many = tarOf(...Array.from({ length: 12 }, (_, at) => ({ name: `f${String(at)}` })));
    expect(readTar(many, 10)).to.include({ stopped: 'tooMany' });
    expect(readTar(many, 10).entries).to.have.length(10);
  });

  it('never throws, whatever the bytes are', () => {
    const tar = tarOf({ name: 'x', type: 'x', content: paxRecord('path', LONG) }, { name: 'a', content: 'abc' });
    fc.assert(
      fc.property(fc.nat(tar.length - 1), fc.nat(255), (at, byte) => {
        const copy = Buffer.from(tar);
        copy[at] = byte;
        readTar(copy);
        isTar(copy);
      }),
    );
  });

  it('text is no archive', () => {
    expect(isTar(Buffer.from('{"configs":[]}'.padEnd(1024)))).to.equal(false);
    expect(isTar(Buffer.alloc(1024))).to.equal(false);
    expect(isTar(Buffer.alloc(0))).to.equal(false);
  });
});

describe('writeTar', () => {
  const entries = [
    { name: 'manifest.json', bytes: Buffer.from('{}') },
    { name: LONG, bytes: Buffer.from('x'.repeat(1025)) },
    { name: 'ü/ä', bytes: Buffer.alloc(512) },
  ];

  it('reads back, and says nothing of machine and moment', () => {
    const tar = Buffer.concat([...writeTar(entries)]);
    expect(readTar(tar)).to.deep.equal({ entries, refused: [], stopped: null });
    expect(tar.equals(Buffer.concat([...writeTar(entries)]))).to.equal(true);
    expect(tar.length % 512).to.equal(0);
  });

  it('the tar of the system reads it', function () {
    const folder = mkdtempSync(join(tmpdir(), 'whyroute-tar-'));
    try {
      writeFileSync(join(folder, 'a.tar'), Buffer.concat([...writeTar(entries)]));
      let names: string;
      try {
        names = execFileSync('tar', ['tf', join(folder, 'a.tar')], {
          encoding: 'utf8',
          env: { ...process.env, LC_ALL: 'C.UTF-8' },
        });
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code === 'ENOENT') return this.skip();
        throw error;
      }
      expect(names.trimEnd().split('\n').slice(0, 2)).to.deep.equal(['manifest.json', LONG]);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
