/** The built command as a process: closed pipes, exit codes, both bins. */
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect } from 'chai';
import { samplePath } from '../support/samples.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const BIN = `${ROOT}/dist/bin/whyroute.js`;

/** Runs a shell line with `$W` as the command; `PIPESTATUS` makes the exit code of the first process visible. */
async function shell(line: string): Promise<{ stdout: string; stderr: string; code: number }> {
  const child = spawn('bash', ['-c', line], {
    cwd: ROOT,
    env: { ...process.env, W: BIN, DUMP: samplePath('random-1') },
  });
  const out = { stdout: '', stderr: '' };
  child.stdout.on('data', (chunk: Buffer) => (out.stdout += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (out.stderr += chunk.toString()));
  child.stdin.end();
  const [code] = (await once(child, 'close')) as [number];
  return { ...out, code };
}

describe('the built command', function () {
  before(() => {
    if (!existsSync(BIN)) execFileSync(process.execPath, ['build.mjs'], { cwd: ROOT });
  });

  for (const format of ['table', 'json', 'ndjson', 'yaml', 'markdown']) {
    it(`-o ${format} into head: done when head is, without a word`, async () => {
      const ran = await shell(`node $W routes -o ${format} $DUMP | head -c 10; exit \${PIPESTATUS[0]}`);
      expect([ran.code, ran.stderr, ran.stdout.length]).to.deep.equal([0, '', 10]);
    });
  }

  it('a reader that never reads', async () => {
    const ran = await shell(
      `node $W routes $DUMP | true; node $W --version | true; node $W --help | true; exit \${PIPESTATUS[0]}`,
    );
    expect([ran.code, ran.stderr]).to.deep.equal([0, '']);
  });

  it('a full disk is an error of the environment', async function () {
    if (!existsSync('/dev/full')) this.skip();
    for (const words of ['routes $DUMP', '--help', '--version', '-v', 'completion bash', 'capture a --dry-run']) {
      const ran = await shell(`node $W ${words} > /dev/full`);
      expect(ran.code, words).to.equal(5);
      expect(ran.stderr).to.match(/^error\[EN001\]: writing the output failed \(ENOSPC\)\n {2}is the disk full\?\n$/);
    }
  });

  it('a named pipe is read like a file', async () => {
    const ran = await shell('node $W routes <(cat $DUMP) | tail -1');
    expect(ran.stdout).to.match(/^\d+ routes /);
  });

  it('standard input that is closed at once', async () => {
    const ran = await shell('node $W');
    expect([ran.code, ran.stdout]).to.deep.equal([3, '']);
    expect(ran.stderr).to.include('this is empty (stdin)');
  });
});
