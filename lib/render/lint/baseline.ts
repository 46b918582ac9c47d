import type { Envelope, LintResult } from '../../model/index.ts';
import { jsonText } from '../escape/index.ts';

/** What `--baseline` reads: sorted, one finding a line, so that a change of it can be read in review. */
export function renderLintBaseline({ result }: Envelope<LintResult>): Iterable<string> {
  if (result === null) return [];
  const findings = [...new Set(result.findings.map(({ fingerprint }) => fingerprint))].sort();
  return [jsonText(`${JSON.stringify({ whyrouteBaseline: 1, findings }, null, 2)}\n`)];
}
