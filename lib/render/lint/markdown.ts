/** Findings for a ticket or a pull request: a section each. */
import type { Envelope, Finding, LintResult } from '../../model/index.ts';
import { markdownCode } from '../escape/index.ts';
import { chunksOf } from '../table/index.ts';
import { footerWords, placeWords } from '../phrase/index.ts';

function* section({
  severity,
  code,
  confidence,
  subject,
  resources,
  witness,
  message,
  fix,
  also,
}: Finding): Iterable<string> {
  yield `### ${severity} ${markdownCode(code)} ${markdownCode(subject)}`;
  yield '';
  yield `${markdownCode(message)} (${confidence})`;
  yield '';
  for (const resource of resources) yield `- object: ${markdownCode(placeWords(resource))}`;
  if (witness.kind === 'request') {
    yield `- try: ${markdownCode(witness.curl)}`;
    yield `- answer: ${markdownCode(witness.outcome)}`;
  } else {
    for (const fact of witness.facts) yield `- fact: ${markdownCode(fact)}`;
  }
  yield `- fix: ${markdownCode(fix)}`;
  if (also.length > 0) yield `- also: ${also.map(markdownCode).join(', ')}`;
  yield '';
}

function* lines(envelope: Envelope<LintResult>, result: LintResult): Iterable<string> {
  yield '## Findings';
  yield '';
  for (const finding of result.findings) yield* section(finding);
  for (const [at, line] of footerWords(envelope, result, result.findings.length).entries()) {
    if (at > 0) yield '';
    yield markdownCode(line);
  }
}

/** All findings as Markdown, in chunks; none when the envelope holds no result. */
export function renderLintMarkdown(envelope: Envelope<LintResult>): Iterable<string> {
  return envelope.result === null ? [] : chunksOf(lines(envelope, envelope.result));
}
