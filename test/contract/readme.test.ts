/** The README is true: its commands exist, its output is real, what it promises is what the code has. */
import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect } from 'chai';
import { COMMANDS } from '../../lib/cli/commands/index.ts';
import { EXIT } from '../../lib/model/index.ts';
import { runCli } from '../support/run-cli.ts';
import { SAMPLES } from '../support/samples.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const README = readFileSync(`${ROOT}/README.md`, 'utf8');
/** What a terminal of 50 lines shows. */
const FIRST_SCREEN = README.split('\n').slice(0, 50).join('\n');

describe('README', () => {
  const manifest = JSON.parse(readFileSync(`${ROOT}/package.json`, 'utf8')) as {
    scripts: Record<string, string>;
    engines: { node: string };
  };

  it('names the two commands on the first screen', () => {
    expect(FIRST_SCREEN).to.include('npm ci && npm start').and.to.include('npm ci && npm test');
  });

  it('shows what npm start really prints', async () => {
    const start = /^node dist\/bin\/whyroute\.js (.*)$/.exec(manifest.scripts['start'] ?? '');
    const args = (start?.[1] ?? '').split(' ').map((word) => word.replace(/^samples\//, `${SAMPLES}/`));
    const { stdout } = await runCli(args, { columns: 120, env: { NO_COLOR: '1' } });
    // Links to the lines hold this machine's path; the words around them do not.
    const shown = stdout
      .split('\u001b]8;;')
      .map((part, i) => (i === 0 ? part : part.slice(part.indexOf('\u0007') + 1)));
    expect(FIRST_SCREEN).to.include(`\`\`\`\n${shown.join('')}\`\`\`\n`);
  });

  it('shows what lint really prints', async () => {
    const [, command = '', shown = ''] = /^`whyroute (lint [^`]*)`:\n\n```text\n([^]*?)^```$/m.exec(README) ?? [];
    const args = [...command.matchAll(/(?:'[^']*'|[^\s'])+/g)].map(([word]) =>
      word.replaceAll("'", '').replace(/^samples\//, `${SAMPLES}/`),
    );
    const { stdout } = await runCli(args, { columns: 120, env: { NO_COLOR: '1', TERM: 'dumb' } });
    expect(shown).to.equal(stdout.replaceAll(`${SAMPLES}/`, 'samples/'));
  });

  it('shows what why-not really prints', async () => {
    const [, command = '', shown] = /^\$ whyroute (why-not .*)\n([\s\S]*?)^```$/m.exec(README) ?? [];
    const argv = command.replace('config_dump.json', `${SAMPLES}/incidents/config_dump.json`).split(' ');
    const path = `${SAMPLES}/incidents/resources`;
    const { stdout } = await runCli(argv.map((word) => (word === 'resources' ? path : word)));
    expect(stdout.replaceAll(path, 'resources')).to.equal(shown);
  });

  it('its command lines parse, and their options exist', async () => {
    const shell = [...README.matchAll(/^```sh\n(.*?)^```$/gms)].map(([, block]) => block).join('');
    const lines = shell
      .split('\n')
      .flatMap((line) => /^(?:istioctl .*\| )?(whyroute .*?)(?: {2,}#.*| \|.*)?$/.exec(line)?.[1] ?? []);
    expect(lines.length).to.be.greaterThan(10);
    const outputs = mkdtempSync(join(tmpdir(), 'whyroute-readme-'));
    for (const line of lines) {
      // Those are run in test/live/readme.test.ts.
      if (/--pod|capture|bundle/.test(line)) continue;
      const words = [...line.matchAll(/'([^']*)'|\S+/g)].slice(1).map(([word, quoted]) => quoted ?? word);
      const inputs = new Set(['dump.json', 'incident-42/']);
      const argv = words.map((word, i) => {
        if (words[i - 1] === '-O') return join(outputs, word);
        return inputs.has(word) ? `${SAMPLES}/shop/config_dump.json` : word;
      });
      const { exitCode, stderr } = await runCli(argv, { stdin: readFileSync(`${SAMPLES}/shop/routes.json`) });
      // A file that was written is said on stderr.
      const said = stderr.replace(/^note\[[A-Z0-9]+\]: written; .*\n/, '');
      // Findings are an answer.
      const code = exitCode === EXIT.findings && line.includes(' lint ') ? EXIT.done : exitCode;
      expect([code, said], line).to.deep.equal([0, '']);
    }
    rmSync(outputs, { recursive: true });
  });

  it('lists every command with its short form', () => {
    for (const { names } of COMMANDS) {
      const [name, short] = names;
      expect(README).to.include(short?.length === 1 ? `| \`${name}\`, \`${short}\`` : `| \`${name} `);
    }
  });

  it('its exit codes and Node versions are the real ones', () => {
    const listed = [...README.matchAll(/^\| (\d+) \|/gm)].map(([, code]) => Number(code));
    const real = new Set<number>(Object.values(EXIT));
    expect(listed.filter((code) => !real.has(code))).to.deep.equal([]);
    expect(listed).to.include.members([EXIT.done, EXIT.usage, EXIT.noInput, EXIT.partial, EXIT.environment, EXIT.bug]);
    expect(README).to.include(`\`${manifest.engines.node}\``);
  });

  it('its links and folders exist', () => {
    const files = readdirSync(ROOT);
    for (const [, target = ''] of README.matchAll(/\]\(([\w.-]+)\)/g)) expect(files).to.include(target);
  });
});
