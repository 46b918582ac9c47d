/** Findings on a terminal: one line each, worst first; with `wide` a block each. */
import type { Envelope, Finding, LintResult, Severity } from '../../model/index.ts';
import { safe } from '../escape/index.ts';
import type { RenderOptions } from '../options.ts';
import { chunksOf, linkedPlaces, styled, wrap } from '../table/index.ts';
import { alsoWords, footerWords, placeWords, whoWords } from '../phrase/index.ts';

/** Findings shown when not all are asked for. */
const FEW = 10;

const STYLES = { error: 'red', warning: 'yellow', info: 'cyan' } as const satisfies Record<Severity, string>;
const WIDEST = 'warning'.length;

function* hanging(lead: string, text: string, indent: number, width: number | null): Iterable<string> {
  if (width === null) {
    yield `${lead}${text}`;
    return;
  }
  const pad = ' '.repeat(indent);
  for (const [at, line] of wrap(text, Math.max(24, width - indent)).entries()) yield `${at === 0 ? lead : pad}${line}`;
}

function* entry(finding: Finding, { width, color }: RenderOptions): Iterable<string> {
  const { severity, code, message } = finding;
  const word = styled(severity.padEnd(WIDEST), color ? STYLES[severity] : null);
  const text = safe(`${whoWords(finding)}: ${message}${alsoWords(finding)}`);
  const narrow = width !== null && width < 60;
  const lead = `${word}  ${code}  `;
  yield* hanging(lead, text, narrow ? 2 : WIDEST + code.length + 4, width);
}

function* labeled(label: string, text: string, width: number | null): Iterable<string> {
  yield* hanging(`  ${label.padEnd(8)}`, safe(text), 10, width);
}

/** A curl line is for copying: it is never wrapped. */
function* block(finding: Finding, options: RenderOptions): Iterable<string> {
  const { severity, code, confidence, subject, resources, witness, message, fix, also } = finding;
  const { width, color } = options;
  yield `${styled(severity, color ? STYLES[severity] : null)}  ${code}  ${safe(subject)}  (${confidence})`;
  yield* labeled('what', message, width);
  for (const resource of resources) yield* labeled('object', placeWords(resource), width);
  if (witness.kind === 'request') {
    yield `  ${'try'.padEnd(8)}${safe(witness.curl)}`;
    yield* labeled('', witness.outcome, width);
  } else {
    for (const [at, fact] of witness.facts.entries()) yield* labeled(at === 0 ? 'facts' : '', fact, width);
  }
  yield* labeled('fix', fix, width);
  if (also.length > 0) yield* labeled('also', also.join(', '), width);
  yield '';
}

function* lines(envelope: Envelope<LintResult>, result: LintResult, options: RenderOptions): Iterable<string> {
  const shown = result.findings.slice(0, options.limit ?? FEW);
  for (const finding of shown) {
    const places = finding.resources.flatMap(({ location }) => location ?? []);
    const drawn = options.wide ? block(finding, options) : entry(finding, options);
    for (const line of drawn) yield linkedPlaces(line, places, options.link ?? null);
  }
  if (shown.length > 0 && !options.wide) yield '';
  for (const line of footerWords(envelope, result, shown.length)) {
    if (options.width === null) yield safe(line);
    else yield* wrap(safe(line), options.width);
  }
}

/** The findings as text, in chunks; none when the envelope holds no result. */
export function renderLintText(envelope: Envelope<LintResult>, options: RenderOptions): Iterable<string> {
  return envelope.result === null ? [] : chunksOf(lines(envelope, envelope.result, options));
}
