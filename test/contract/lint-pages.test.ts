/** Each rule's page: the incident first, the finding as it is printed, the fix. UPDATE_GOLDENS=1 rewrites what is printed. */
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect } from 'chai';
import { RULES } from '../../lib/analyze/lint/index.ts';
import type { Envelope, LintResult } from '../../lib/model/index.ts';
import { render } from '../../lib/render/index.ts';
import { runCli } from '../support/run-cli.ts';
import { CASES } from '../unit/analyze/lint/cases/index.ts';
import { lintOf } from '../unit/analyze/lint/given.ts';

const FOLDER = fileURLToPath(new URL('../../lib/analyze/lint/rules', import.meta.url));
const pages = new Map(
  readdirSync(FOLDER, { recursive: true })
    .map(String)
    .filter((file) => file.endsWith('.md'))
    .map((file) => [/([^/]+)\.md$/.exec(file)?.[1] ?? file, `${FOLDER}/${file}`]),
);

async function printed(code: string): Promise<string> {
  const found = CASES.get(code);
  if (found === undefined) throw new Error(`no case for ${code}`);
  const result: LintResult = lintOf(found.fires, [code]);
  const shared = {
    schemaVersion: 'v1',
    status: 'ok',
    exitCode: 1,
    warnings: [],
    errors: [],
    accounting: null,
  } as const;
  const envelope: Envelope<LintResult> = { ...shared, result: { ...result, findings: result.findings.slice(0, 1) } };
  const chunks = await render('table', { kind: 'lint', envelope }, { width: 110, color: false, wide: true });
  // The footer is the same for all.
  return [...chunks].join('').split('\nProxy ')[0]?.trimEnd() ?? '';
}

describe('pages of rules', () => {
  it('every rule has one, and every page a rule', () => {
    expect([...pages.keys()].sort()).to.deep.equal(RULES.map(({ code }) => code).sort());
  });

  for (const { code, severity, summary, needs } of RULES) {
    it(`${code} says what is really printed`, async () => {
      const path = pages.get(code) ?? '';
      const what = `**${severity}** · ${summary}.${needs.length === 0 ? '' : ` Needs ${needs.join(', ')}.`}`;
      const block = `\`\`\`text\n${await printed(code)}\n\`\`\``;
      const text = readFileSync(path, 'utf8');
      const due = text
        .replace(/^(?:<!-- what -->|\*\*(?:error|warning|info)\*\* · .*)$/m, () => what)
        .replace(/^```text\n[^]*?^```$/m, () => block);
      if (process.env['UPDATE_GOLDENS'] === '1' && process.env['CI'] === undefined) writeFileSync(path, due);
      expect(readFileSync(path, 'utf8')).to.equal(due);
      const headings = [...due.matchAll(/^## (.*)$/gm)].map(([, title]) => title);
      expect(due.startsWith(`# ${code}\n`)).to.equal(true);
      expect(headings).to.deep.equal(['As printed', 'What to do', 'When it is fine']);
    });
  }

  it('the bundle holds the pages as they are', async () => {
    const { PAGES } = (await import('../../lib/analyze/lint/generated/pages.js')) as {
      PAGES: ReadonlyMap<string, string>;
    };
    for (const [code, path] of pages) {
      expect(PAGES.get(code) === readFileSync(path, 'utf8'), `${code}: node build.mjs gathers the pages`).to.equal(
        true,
      );
    }
  });

  it('whyroute rules CODE prints one', async () => {
    const { stdout, exitCode } = await runCli(['rules', 'cross-vs-shadow']);
    expect(exitCode).to.equal(0);
    expect(stdout).to.equal(readFileSync(pages.get('cross-vs-shadow') ?? '', 'utf8'));
    const wrong = await runCli(['rules', 'cross-vs-shadwo']);
    expect([wrong.exitCode, wrong.stderr]).to.deep.equal([
      2,
      'error[US010]: there is no rule "cross-vs-shadwo"\n  did you mean cross-vs-shadow?\n',
    ]);
  });
});
