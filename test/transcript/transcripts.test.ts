/**
 * Real command lines with everything they print, kept as text to be read: `golden/GROUP.txt`. UPDATE_GOLDENS=1 rewrites
 * them. Control characters are shown as `<1b>`, so that the transcripts themselves are harmless.
 */
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect } from 'chai';
import { Goldens } from '../support/golden.ts';
import { runCli } from '../support/run-cli.ts';
import type { Ran } from '../support/run-cli.ts';
import { SAMPLES } from '../support/samples.ts';
import { GROUPS } from './cases.ts';
import type { Case } from './cases.ts';
import { INPUTS } from './inputs.ts';

/** Splits as a shell does, as far as the cases need it: blanks, and single quotes around one word. */
function words(argv: string): string[] {
  return [...argv.matchAll(/'([^']*)'|\S+/g)].map(([word, quoted]) => quoted ?? word);
}

/** C0 without line feeds, DEL, C1, and what turns or hides text. */
const UNSAFE = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff]/gu;

function shown(text: string): string {
  return text.replace(UNSAFE, (character) => `<${(character.codePointAt(0) ?? 0).toString(16)}>`);
}

function commandLine({ argv, from, options = {} }: Case): string {
  const env = Object.entries(options.env ?? {}).map(([name, value]) => `${name}=${value} `);
  const pipe = from === undefined ? '' : `cat ${from} | `;
  return `$ ${pipe}${env.join('')}whyroute ${argv}`.trimEnd();
}

function transcript(one: Case, { exitCode, stdout, stderr }: Ran): string {
  const about = one.about === undefined ? '' : `# ${one.about}\n`;
  const printed = [['stderr', stderr] as const, ['stdout', stdout] as const].flatMap(([name, text]) =>
    text === '' ? [] : [`--- ${name}\n${shown(text)}`],
  );
  return `${about}${commandLine(one)}\nexit ${String(exitCode)}\n${printed.join('')}`;
}

describe('transcripts', () => {
  const goldens = new Goldens(fileURLToPath(new URL('./golden', import.meta.url)));
  const home = process.cwd();
  const folder = mkdtempSync(join(tmpdir(), 'whyroute-'));

  async function ran({ argv, from, options = {} }: Case): Promise<Ran> {
    const stdin = from === undefined ? {} : { stdin: INPUTS[from] ?? '' };
    return runCli(words(argv), { ...options, ...stdin });
  }

  before(() => {
    for (const [name, content] of Object.entries(INPUTS)) {
      mkdirSync(dirname(join(folder, name)), { recursive: true });
      writeFileSync(join(folder, name), content);
    }
    symlinkSync(SAMPLES, join(folder, 'samples'));
    process.chdir(folder);
  });
  after(() => {
    process.chdir(home);
    rmSync(folder, { recursive: true });
    goldens.expectNoOrphans();
  });

  for (const [group, cases] of Object.entries(GROUPS)) {
    it(group, async () => {
      const parts: string[] = [];
      for (const one of cases) parts.push(transcript(one, await ran(one)));
      goldens.check(`${group}.txt`, parts.join('\n'));
    });
  }

  it('no command line ends in a bug or in silence', async () => {
    for (const one of Object.values(GROUPS).flat()) {
      const { exitCode, stdout, stderr } = await ran(one);
      expect([0, 1, 2, 3, 4], commandLine(one)).to.include(exitCode);
      expect(stdout + stderr, commandLine(one)).to.not.equal('');
      // 1: findings, which are an answer.
      if (exitCode > 1)
        expect(shown(stderr), commandLine(one)).to.match(/^(?:<1b>\[31m)?error\[[A-Z]{2}\d{3}\](?:<1b>\[39m)?: /m);
    }
  });

  it('names from a dump bring no control character to stdout or stderr, in any format', async () => {
    for (const one of [...(GROUPS['hostile'] ?? []), ...(GROUPS['damage'] ?? [])]) {
      const { stdout, stderr } = await ran(one);
      expect((stdout + stderr).match(UNSAFE), commandLine(one)).to.equal(null);
    }
  });

  it('lines fit the terminal', async () => {
    for (const one of (GROUPS['terminal'] ?? []).filter(({ options }) => options?.env?.['NO_COLOR'] !== undefined)) {
      const columns = one.options?.columns ?? 0;
      const { stdout } = await ran(one);
      expect(stdout.split('\n').filter((line) => Array.from(line).length > columns)).to.deep.equal(
        [],
        commandLine(one),
      );
    }
  });

  it('-q leaves errors only, and changes nothing on stdout', async () => {
    for (const argv of ['routes log.json', 'routes cut.json', 'routes unknown.json', 'routes duplicate-keys.json']) {
      const [loud, quiet] = [await ran({ argv }), await ran({ argv: `${argv} -q` })];
      expect(quiet.stdout).to.equal(loud.stdout);
      expect(quiet.stderr).not.to.match(/^(?:note|warning)/m);
      expect(quiet.exitCode).to.equal(loud.exitCode);
    }
  });

  it('the exit code does not depend on the format', async () => {
    for (const argv of [
      'routes cut.json',
      'routes missing.json',
      'routes log.json',
      'routes --port http before.json',
    ]) {
      const codes = new Set<number>();
      for (const format of ['table', 'wide', 'json', 'yaml', 'ndjson', 'markdown']) {
        codes.add((await ran({ argv: `${argv} -o ${format}` })).exitCode);
      }
      expect(codes.size, argv).to.equal(1);
    }
  });
});
