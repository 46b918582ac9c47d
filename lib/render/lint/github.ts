/** Workflow commands of GitHub Actions: each finding becomes an annotation. */
import type { Envelope, Finding, LintResult, Severity } from '../../model/index.ts';
import { safe } from '../escape/index.ts';
import { chunksOf } from '../table/index.ts';
import { footerWords, whoWords } from '../phrase/index.ts';

const COMMANDS = { error: 'error', warning: 'warning', info: 'notice' } as const satisfies Record<Severity, string>;

/** Escapes of actions/toolkit, packages/core/src/command.ts. */
function data(text: string): string {
  return safe(text).replaceAll('%', '%25');
}

function property(text: string): string {
  return data(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}

function annotation(finding: Finding): string {
  const { severity, code, message, fix, witness, resources } = finding;
  const location = resources.flatMap((resource) => resource.location ?? [])[0];
  const place = location === undefined ? '' : `file=${property(location.file)},line=${String(location.line)},`;
  const shown = witness.kind === 'request' ? witness.curl : witness.facts.join('; ');
  return `::${COMMANDS[severity]} ${place}title=${property(code)}::${data(`${whoWords(finding)}: ${message}`)}%0A${data(shown)}%0A${data(`Fix: ${fix}`)}`;
}

function* lines(envelope: Envelope<LintResult>, result: LintResult): Iterable<string> {
  for (const finding of result.findings) yield annotation(finding);
  // A line that begins with :: would be read as a command.
  for (const line of footerWords(envelope, result, result.findings.length)) yield safe(line).replace(/^::/, ' ::');
}

/** All findings as annotations, then the summary as plain lines of the log; none when the envelope holds no result. */
export function renderLintGithub(envelope: Envelope<LintResult>): Iterable<string> {
  return envelope.result === null ? [] : chunksOf(lines(envelope, envelope.result));
}
