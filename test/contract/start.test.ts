/** The built command starts from V8's cache, and from nothing else as well: what it answers is the same. */
import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Script } from 'node:vm';
import { crc32 } from 'node:zlib';
import { expect } from 'chai';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const BUILT = join(ROOT, 'dist/bin');
const DUMP = 'samples/seed/config_dump.json';
const LISTS = ['routes', DUMP];
const DEEP = ['trace', 'http://shop.example.com/cart', DUMP, '-r', 'samples/seed/resources'];

function run(bin: string, args: readonly string[], ...flags: readonly string[]): unknown {
  const { status, stdout, stderr } = spawnSync(process.execPath, [...flags, bin, ...args], {
    cwd: ROOT,
    encoding: 'utf8',
    input: '',
  });
  return { status, stdout, stderr };
}

/** Cache and checksum of one file. */
function parts(depth: string): [cache: Buffer, checksum: number] {
  const file = readFileSync(join(BUILT, `program.${depth}.cache`));
  return [file.subarray(0, -4), file.readUInt32LE(file.length - 4)];
}

describe('the start', () => {
  let folder = '';
  let expected: readonly unknown[] = [];

  before(() => {
    if (!existsSync(join(BUILT, 'whyroute.js'))) execFileSync(process.execPath, ['build.mjs'], { cwd: ROOT });
    expected = [LISTS, DEEP].map((args) => run(join(BUILT, 'whyroute.js'), args));
  });

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'whyroute-start-'));
    cpSync(BUILT, folder, { recursive: true });
  });

  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  function expectSame(...flags: readonly string[]): void {
    const answers = [LISTS, DEEP].map((args) => run(join(folder, 'whyroute.js'), args, ...flags));
    expect(answers).to.deep.equal(expected);
  }

  it('answers without a word on stderr', () => {
    for (const answer of expected) expect(answer).to.include({ status: 0, stderr: '' });
  });

  for (const depth of ['lists', 'deep']) {
    it(`V8 takes the cache for ${depth}`, () => {
      const program = readFileSync(join(BUILT, 'program.cjs'));
      const [cachedData, checksum] = parts(depth);
      expect(crc32(cachedData, crc32(program))).to.equal(checksum);
      expect(new Script(program.toString('latin1'), { cachedData }).cachedDataRejected).to.equal(false);
    });
  }

  const damages: readonly (readonly [string, (cache: Buffer) => Buffer])[] = [
    ['empty', () => Buffer.alloc(0)],
    ['shorter than its checksum', (cache) => cache.subarray(0, 3)],
    ['cut', (cache) => cache.subarray(0, cache.length / 2)],
    ['longer', (cache) => Buffer.concat([cache, Buffer.alloc(8)])],
    ...[0, 8, 28, 600_000].map(
      (at) =>
        [
          `damaged at byte ${String(at)}`,
          (cache: Buffer) => {
            const copy = Buffer.from(cache);
            copy.writeUInt8(copy.readUInt8(at) ^ 0xff, at);
            return copy;
          },
        ] as const,
    ),
  ];
  for (const [how, damage] of damages) {
    it(`a cache that is ${how} is passed over`, () => {
      for (const depth of ['lists', 'deep']) {
        const path = join(folder, `program.${depth}.cache`);
        writeFileSync(path, damage(readFileSync(path)));
      }
      expectSame();
    });
  }

  it('no cache is needed', () => {
    for (const depth of ['lists', 'deep']) rmSync(join(folder, `program.${depth}.cache`));
    expectSame();
  });

  it('the cache of another program of the same length is passed over', () => {
    const path = join(folder, 'program.cjs');
    const program = readFileSync(path, 'utf8');
    const other = program.replaceAll('Proxy ', 'PROXY ');
    expect(other).not.to.equal(program);
    writeFileSync(path, other);
    expect(JSON.stringify(run(join(folder, 'whyroute.js'), LISTS))).to.include('PROXY istio-ingressgateway');
  });

  it('flags with which V8 refuses the cache change nothing', () => {
    expectSame('--max-lazy');
  });

  it('works through a symbolic link, as npm installs it', () => {
    const link = join(folder, 'kubectl-whyroute');
    symlinkSync(join(BUILT, 'whyroute.js'), link);
    expect(run(link, LISTS)).to.deep.equal(expected[0]);
  });

  it('what stands apart is found: yargs, the page', () => {
    expect(run(join(folder, 'whyroute.js'), ['routes', '--help'])).to.include({ status: 0, stderr: '' });
    const report = join(folder, 'report.html');
    expect(run(join(folder, 'whyroute.js'), ['report', DUMP, '-O', report])).to.include({ status: 0 });
    expect(readFileSync(report, 'utf8')).to.match(/^<!doctype html>/i);
  });

  it('writes nothing beside itself', () => {
    const files = (): string => execFileSync('ls', ['-lR', '--full-time', folder], { encoding: 'utf8' });
    const before = files();
    rmSync(join(folder, 'program.lists.cache'));
    const without = files();
    expect(without).not.to.equal(before);
    run(join(folder, 'whyroute.js'), LISTS);
    expect(files()).to.equal(without);
  });
});
