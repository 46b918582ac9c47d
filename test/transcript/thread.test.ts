/** The built command on files so large that it works in a thread: a small dump, then white space. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { appendFileSync, copyFileSync, existsSync, mkdtempSync, openSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect } from 'chai';
import { makeDump } from '../bench/dump/make-dump.ts';
import { samplePath } from '../support/samples.ts';

const BIN = fileURLToPath(new URL('../../dist/bin/whyroute.js', import.meta.url));
const WHITE = Buffer.alloc(1 << 20, ' ');
const MEGABYTES = 205;

interface Ran {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

async function whyroute(
  argv: readonly string[],
  more: { env?: object; input?: string; out?: number } = {},
): Promise<Ran> {
  const { env = {}, input = '', out = 'pipe' } = more;
  const child = spawn(process.execPath, [BIN, ...argv], {
    env: { ...process.env, ...env },
    stdio: ['pipe', out, 'pipe'],
  });
  const ran = { stdout: '', stderr: '' };
  child.stdout?.on('data', (chunk: Buffer) => (ran.stdout += chunk.toString()));
  child.stderr?.on('data', (chunk: Buffer) => (ran.stderr += chunk.toString()));
  child.stdin?.end(input);
  const [code] = (await once(child, 'close')) as [number];
  return { ...ran, code };
}

function grow(file: string): string {
  for (let megabyte = 0; megabyte < MEGABYTES; megabyte++) appendFileSync(file, WHITE);
  return file;
}

describe('the built command in a thread', () => {
  const small = samplePath('shop');
  let folder = '';
  let large = '';

  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'whyroute-thread-'));
    large = join(folder, 'large.json');
    copyFileSync(small, large);
    grow(large);
  });

  after(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  for (const argv of [
    ['lint', '--all', '-o', 'json'],
    ['trace', 'http://shop.example.com/cart', '-o', 'json'],
    ['lint', '--no-such-option'],
  ]) {
    it(`${argv.join(' ')} says what it says of the small file, and ends as it does`, async () => {
      const [here, there] = await Promise.all([whyroute([...argv, small]), whyroute([...argv, large])]);
      expect(there).to.deep.equal(here);
    });
  }

  it('reads standard input', async () => {
    const request = { scheme: 'http', authority: 'shop.example.com', path: '/', method: 'GET', port: 80 };
    const ran = await whyroute(['trace', '--batch', '-', large, '-o', 'ndjson'], {
      input: `${JSON.stringify(request)}\n`,
    });
    expect(ran.stdout).to.match(/^\{"disposition":"redirected","status":301/);
  });

  it('a full disk is an error of the environment', async function () {
    if (!existsSync('/dev/full')) this.skip();
    const ran = await whyroute(['lint', large], { out: openSync('/dev/full', 'w') });
    expect([ran.code, ran.stderr]).to.deep.equal([
      5,
      'error[EN001]: writing the output failed (ENOSPC)\n  is the disk full?\n',
    ]);
  });

  describe('that runs out of memory', () => {
    let hungry = '';

    before(() => {
      hungry = join(folder, 'hungry.json');
      makeDump(hungry, 10e6, 1);
      grow(hungry);
    });

    const little = { NODE_OPTIONS: '--max-old-space-size=24' };

    it('says so, and what to do', async () => {
      const ran = await whyroute(['lint', hungry], { env: little });
      expect(ran).to.deep.equal({
        code: 5,
        stdout: '',
        stderr:
          'error[EN005]: this took more memory than there is for it\n' +
          '  give it more, in megabytes: NODE_OPTIONS=--max-old-space-size=1024 whyroute …\n',
      });
    });

    it('gives scripts the envelope', async () => {
      const ran = await whyroute(['lint', hungry, '-o', 'json'], { env: little });
      const { status, exitCode, errors } = JSON.parse(ran.stdout) as {
        status: string;
        exitCode: number;
        errors: object[];
      };
      expect([status, exitCode, errors.length, ran.code]).to.deep.equal(['failed', 5, 1, 5]);
      expect(errors[0]).to.include({ code: 'EN005' });
    });
  });
});
