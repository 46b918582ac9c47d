/** The catalogue of `whyroute rules`, or one rule's page. */
import type { Envelope, RuleEntry, RulesResult } from '../../model/index.ts';
import type { RenderOptions } from '../options.ts';
import { counted } from '../sheet/index.ts';
import { chunksOf, styled, wrap } from '../table/index.ts';

function needsOf({ needs }: RuleEntry): string {
  return needs.length === 0 ? '' : ` (needs ${needs.join(', ')})`;
}

function* list({ rules }: RulesResult, { width, color, wide }: RenderOptions): Iterable<string> {
  const widest = Math.max(...rules.map(({ code }) => code.length));
  for (const rule of rules) {
    const lead = `${rule.severity.padEnd(7)}  ${styled(rule.code.padEnd(widest), color ? 'bold' : null)}  `;
    const indent = 7 + widest + 4;
    const text = `${rule.summary}${wide ? needsOf(rule) : ''}`;
    const room = width === null ? Number.POSITIVE_INFINITY : Math.max(24, width - indent);
    for (const [at, line] of wrap(text, room).entries()) yield `${at === 0 ? lead : ' '.repeat(indent)}${line}`;
  }
  yield '';
  yield `${counted(rules.length, 'rule')}; whyroute rules CODE shows the page of one`;
}

function* lines(result: RulesResult, options: RenderOptions): Iterable<string> {
  if (result.asked === null) {
    yield* list(result, options);
    return;
  }
  for (const { page } of result.rules) yield* page.trimEnd().split('\n');
}

/** Pages are Markdown already, and good to read as text. */
export function renderRules(envelope: Envelope<RulesResult>, options: RenderOptions): Iterable<string> {
  return envelope.result === null ? [] : chunksOf(lines(envelope.result, options));
}

/** The catalogue as a Markdown table, or the page. */
export function renderRulesMarkdown(envelope: Envelope<RulesResult>): Iterable<string> {
  const { result } = envelope;
  if (result === null) return [];
  if (result.asked !== null) return chunksOf(lines(result, { width: null, color: false, wide: false }));
  const rows = result.rules.map(
    ({ code, severity, summary, needs }) =>
      `| \`${code}\` | ${severity} | ${summary.replaceAll('|', '\\|')} | ${needs.join(', ')} |`,
  );
  return chunksOf(['| rule | severity | what it finds | needs |', '| --- | --- | --- | --- |', ...rows]);
}
