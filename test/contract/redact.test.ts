/** `whyroute redact`: the file is there, loads, gives the same answers, and holds no secret; or it is not there. */
import { execFileSync } from 'node:child_process';
import {
  lstatSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect } from 'chai';
import { Redactor } from '../../lib/analyze/redact/index.ts';
import { refuseLeaks } from '../../lib/cli/redact/check.ts';
import { writeWhole } from '../../lib/ingest/index.ts';
import type { Envelope, RedactResult } from '../../lib/model/index.ts';
import { PLANTS, dumpWith } from '../support/planted.ts';
import { runCli } from '../support/run-cli.ts';
import { SAMPLE_NAMES, samplePath } from '../support/samples.ts';
import { expectValid } from './schemas.ts';

const SECRET = 'x7PlantedSecretValue42abcDEF';

describe('redact', () => {
  const folder = mkdtempSync(join(tmpdir(), 'whyroute-redact-'));
  after(() => {
    rmSync(folder, { recursive: true });
  });
  const at = (name: string): string => join(folder, name);
  const write = (name: string, text: string | Buffer): string => {
    writeFileSync(at(name), text);
    return at(name);
  };
  const planted = write(
    'planted.json',
    JSON.stringify(dumpWith(PLANTS.map(({ section }) => section(SECRET))), null, 1),
  );

  for (const sample of SAMPLE_NAMES) {
    it(`${sample}: the same routes, clusters and traces`, async () => {
      const out = at(`${sample}.json`);
      expect((await runCli(['redact', samplePath(sample), '-O', out, '--force'])).exitCode).to.equal(0);
      for (const command of ['routes', 'clusters']) {
        const [original, redacted] = await Promise.all(
          [samplePath(sample), out].map(async (path) => runCli([command, path, '-o', 'json'])),
        );
        expect(redacted?.stdout).to.equal(original?.stdout);
      }
      const requests = samplePath(sample, 'envoy-answers/requests.jsonl');
      if (!existsSync(requests)) return;
      const [original, redacted] = await Promise.all(
        [samplePath(sample), out].map(async (path) => runCli(['trace', '--batch', requests, path, '-o', 'ndjson'])),
      );
      expect(redacted?.stdout).to.equal(original?.stdout);
    });
  }

  it('every other form of a sample: istioctl’s JSON and YAML, with the same routes', async () => {
    for (const file of [
      'routes.json',
      'routes.yaml',
      'listeners.json',
      'clusters.json',
      'secret.json',
      'bootstrap.json',
    ]) {
      const out = at(`form-${file}`);
      const input = samplePath('shop', file);
      expect((await runCli(['redact', input, '-O', out, '--force'])).exitCode, file).to.equal(0);
      const [original, redacted] = await Promise.all([input, out].map(async (path) => runCli([path, '-o', 'json'])));
      expect(redacted?.stdout, file).to.equal(original?.stdout);
    }
  });

  it('a manifest counts what was removed and says what remains; no secret is in it', async () => {
    const out = at('manifest.json');
    const { stdout, stderr, exitCode } = await runCli(['redact', planted, '-O', out, '--force', '-o', 'json']);
    const document = JSON.parse(stdout) as Envelope<RedactResult>;
    expectValid('redact', document, 'planted');
    expect([exitCode, document.status]).to.deep.equal([0, 'ok']);
    expect(document.result?.removed.classes.map((one) => one.class)).to.include.members([
      'key',
      'credential',
      'header',
    ]);
    expect(document.result?.remains.join()).to.include('hosts');
    for (const text of [stdout, stderr, readFileSync(out, 'utf8')]) expect(text).to.not.include(SECRET);
    const again = await runCli(['redact', out, '-O', at('again.json')]);
    expect(again.exitCode).to.equal(0);
    expect(readFileSync(at('again.json'), 'utf8')).to.equal(readFileSync(out, 'utf8'));
  });

  it('reads standard input and gzip; text and Markdown say the same', async () => {
    const bytes = readFileSync(planted);
    const piped = await runCli(['redact', '-O', at('piped.json')], { stdin: gzipSync(bytes) });
    const markdown = await runCli(['redact', planted, '-O', at('md.json'), '-o', 'markdown']);
    expect([piped.exitCode, markdown.exitCode]).to.deep.equal([0, 0]);
    expect(piped.stdout).to.match(/REMOVED .*BECAUSE OF .*REMAINS/s);
    expect(markdown.stdout).to.include('- REMOVED: ');
    expect(readFileSync(at('piped.json'), 'utf8')).to.equal(readFileSync(at('md.json'), 'utf8'));
  });

  it('a secret that was removed makes trace say "cannot tell", never "no match"', async () => {
    const routes = [
      {
        match: { prefix: '/', headers: [{ name: 'x-api-key', string_match: { exact: SECRET } }] },
        route: { cluster: 'a' },
      },
      { match: { prefix: '/' }, route: { cluster: 'b' } },
    ];
    const config = [{ name: 'http.80', virtual_hosts: [{ name: 'a', domains: ['*'], routes }] }];
    const out = at('trace.out.json');
    await runCli(['redact', write('trace.json', JSON.stringify(config)), '-O', out, '--force']);
    const { stdout } = await runCli(['trace', 'http://a.example/', '-H', `x-api-key: ${SECRET}`, out, '-o', 'json']);
    expect((JSON.parse(stdout) as { result: { disposition: string } }).result.disposition).to.equal('indeterminate');
  });

  it('exit 4 for a cut dump, whose last string is not kept', async () => {
    const text = readFileSync(planted, 'utf8');
    const cut = text.slice(0, text.indexOf(SECRET) + 9);
    const { exitCode } = await runCli(['redact', write('cut.json', cut), '-O', at('cut.out.json')]);
    expect(exitCode).to.equal(4);
    expect(readFileSync(at('cut.out.json'), 'utf8')).to.not.include(SECRET.slice(0, 9));
  });

  it('refuses what it cannot read, several files, the input itself, and a missing -O', async () => {
    const broken = write('broken.json', '{"configs": [{"a" "b": @}]}');
    const cases: readonly (readonly [string[], number])[] = [
      [['redact', broken, '-O', at('no1')], 3],
      [['redact', at('missing.json'), '-O', at('no2')], 3],
      [['redact', samplePath('seed', 'resources'), '-O', at('no3')], 2],
      [['redact', planted, '-O', planted], 2],
      [['redact', planted, '-O', planted, '--force'], 2],
      [['redact', planted], 2],
      [['redact', planted, '-O', join(folder, 'no', 'such')], 5],
    ];
    for (const [argv, code] of cases) expect((await runCli(argv)).exitCode, argv.join(' ')).to.equal(code);
    expect(readdirSync(folder).filter((name) => name.startsWith('no') || name.startsWith('.'))).to.deep.equal([]);
  });

  it('a file that is there is kept, in the words of capture; --force replaces it whole', async () => {
    for (const command of ['redact', 'report']) {
      const there = write(`there-${command}`, 'mine');
      const { exitCode, stderr } = await runCli([command, planted, '-O', there]);
      expect([exitCode, readFileSync(there, 'utf8')]).to.deep.equal([2, 'mine']);
      expect(stderr).to.equal(
        `error[US014]: ${there} is there already\n  another name with -O, or --force to replace it\n`,
      );
      expect((await runCli([command, planted, '-O', there, '--force'])).exitCode).to.equal(0);
      expect([readFileSync(there).length > 1000, statSync(there).mode & 0o777]).to.deep.equal([true, 0o600]);
    }
  });

  it('no input is ever written over, by no name and not with --force', async () => {
    const resources = write('rules.yaml', 'kind: List');
    symlinkSync(planted, at('alias.json'));
    for (const out of [planted, at('alias.json'), join(folder, '.', 'planted.json'), resources]) {
      const { exitCode, stderr } = await runCli(['report', planted, '-r', resources, '-O', out, '--force']);
      expect([exitCode, stderr.includes('is the input itself')], out).to.deep.equal([2, true]);
    }
  });

  it('a link as the target is replaced, not followed', async () => {
    const target = write('precious.txt', 'keep');
    symlinkSync(target, at('link.json'));
    expect((await runCli(['redact', planted, '-O', at('link.json'), '--force'])).exitCode).to.equal(0);
    expect(readFileSync(target, 'utf8')).to.equal('keep');
  });

  it('a device or pipe is neither replaced nor written through', async function () {
    if (process.platform === 'win32') this.skip();
    execFileSync('mkfifo', [at('fifo')]);
    symlinkSync('/dev/null', at('null.json'));
    symlinkSync('/proc/self/fd/1', at('stdout'));
    for (const path of [at('fifo'), at('null.json'), at('stdout'), folder]) {
      const { exitCode, stderr } = await runCli(['report', planted, '-O', path, '--force']);
      expect([exitCode, stderr.split(':', 2)[1]?.includes(path)], path).to.deep.equal([2, true]);
    }
    expect(lstatSync(at('fifo')).isFIFO()).to.equal(true);
    expect(lstatSync(at('null.json')).isSymbolicLink()).to.equal(true);
  });

  it('a hit means exit 6 and no file', async () => {
    const text = readFileSync(planted, 'utf8');
    const redactor = new Redactor();
    const clean = redactor.redact(text) as string;
    for (const leak of [SECRET, Buffer.from(`a${SECRET}b`).toString('base64'), Buffer.from(SECRET).toString('hex')]) {
      const leaking = clean.replace('shop.example.com', `${leak}.example.com`);
      let code = 0;
      const check = (written: Buffer): void => {
        refuseLeaks([written.toString('utf8')], redactor);
      };
      await writeWhole(at('leak.json'), [leaking], { force: false, check }).catch((error: unknown) => {
        code = (error as { exitCode: number }).exitCode;
        expect(String(error)).to.not.include(SECRET);
      });
      expect(code, leak).to.equal(6);
      expect(readdirSync(folder).filter((name) => name.includes('leak') || name.includes('.tmp'))).to.deep.equal([]);
    }
  });
});
