import { closeSync, mkdirSync, mkdtempSync, openSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect } from 'chai';
import { largestFile } from '../../../bin/largest-file.ts';

describe('the largest file of a command line', () => {
  let folder = '';
  const at = (name: string): string => join(folder, name);

  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'whyroute-largest-'));
    mkdirSync(at('some/deeper'), { recursive: true });
    writeFileSync(at('small.json'), 'x'.repeat(10));
    writeFileSync(at('some/large.json'), 'x'.repeat(5000));
    writeFileSync(at('some/deeper/larger.json'), 'x'.repeat(9000));
    writeFileSync(at('packed.json.gz'), gzipSync('x'.repeat(70_000)));
    writeFileSync(at('broken.gz'), 'ab');
  });

  after(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  const cases: readonly (readonly [what: string, words: readonly string[], bytes: number])[] = [
    ['no file', ['routes', '-o', 'json', 'no-such-file'], 0],
    ['a file', ['routes', 'small.json'], 10],
    ['a folder: what lies in it', ['lint', 'small.json', 'some'], 5000],
    ['what gzip packs', ['routes', 'packed.json.gz', 'some'], 70_000],
    ['a gzip that is none', ['routes', 'broken.gz'], 25_185],
  ];
  it('standard input that is a file', () => {
    const fd = openSync(at('some/large.json'), 'r');
    expect(largestFile(['routes', at('small.json')], fd)).to.equal(5000);
    closeSync(fd);
  });

  for (const [what, words, bytes] of cases) {
    it(what, () => {
      expect(
        largestFile(
          words.map((word) => (word.includes('.') || word === 'some' ? at(word) : word)),
          -1,
        ),
      ).to.equal(bytes);
    });
  }
});
