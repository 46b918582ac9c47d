/** A finding in words, for every format that people read. */
import type {
  Envelope,
  Finding,
  FindingResource,
  LintResult,
  NotChecked,
  ReportLooked,
  Severity,
} from '../../model/index.ts';
import { SEVERITIES } from '../../model/index.ts';
import { counted } from './counted.ts';
import { proxyWords, statusWords } from './proxy.ts';
import { resourceWords } from './resource.ts';

/** `VirtualService shop/web http[2] (istio.yaml:12)`. */
export function placeWords({ path, location, ...ref }: FindingResource, withFile = true): string {
  const at = path === null ? '' : ` ${path}`;
  const file = location === null || !withFile ? '' : ` (${location.file}:${String(location.line)})`;
  return `${resourceWords(ref)}${at}${file}`;
}

/** Who has to act: the first resource, else the object of the dump. */
export function whoWords({ resources: [first], subject }: Finding): string {
  return first === undefined ? subject : placeWords(first);
}

/** `and 3 more places`. */
export function alsoWords({ also }: Finding): string {
  return also.length === 0 ? '' : ` (and ${counted(also.length, 'more place')})`;
}

/** `11 errors, 6 warnings, 10 info`. */
export function countWords(counts: LintResult['counts']): string {
  const words = { error: 'error', warning: 'warning', info: 'info' } as const satisfies Record<Severity, string>;
  return SEVERITIES.filter((severity) => counts[severity] > 0)
    .map((severity) =>
      severity === 'info' ? `${String(counts.info)} info` : counted(counts[severity], words[severity]),
    )
    .join(', ');
}

/** Codes under the reason why they were not checked, most frequent reason first met. */
function notCheckedWords(notChecked: readonly NotChecked[]): readonly string[] {
  const byReason = new Map<string, string[]>();
  for (const { why, code } of notChecked) {
    const codes = byReason.get(why);
    if (codes === undefined) byReason.set(why, [code]);
    else codes.push(code);
  }
  return [...byReason].map(([why, codes]) => `Not checked, ${why}: ${codes.join(', ')}`);
}

const UNDECIDED_SHOWN = 3;

/** What was looked at, what was not, and what could not be told. */
export function lookedWords(result: ReportLooked): readonly string[] {
  const { looked, checked, notChecked, undecided } = result;
  const what = `${counted(looked.routes, 'route')}, ${counted(looked.clusters, 'cluster')}, ${counted(looked.filterChains, 'filter chain')}`;
  const lines = [`Checked ${counted(checked.length, 'rule')} over ${what}`, ...notCheckedWords(notChecked)];
  if (undecided.length > 0) {
    const first = undecided.slice(0, UNDECIDED_SHOWN).map(({ code, subject, why }) => `${code} at ${subject}: ${why}`);
    const more = undecided.length > UNDECIDED_SHOWN ? ` and ${String(undecided.length - UNDECIDED_SHOWN)} more` : '';
    lines.push(`Could not tell ${counted(undecided.length, 'time')}: ${first.join('; ')}${more}`);
  }
  return lines;
}

/** Last lines of an answer: what was looked at, what was not, and last the count. */
export function footerWords(envelope: Envelope<LintResult>, result: LintResult, shown: number): readonly string[] {
  const { findings, ignores, baseline } = result;
  const lines = [proxyWords(result.proxy), ...lookedWords(result)];
  const hidden = ignores.reduce((sum, { used }) => sum + used, 0);
  const unused = ignores.filter(({ used }) => used === 0);
  if (hidden > 0) lines.push(`${counted(hidden, 'finding')} ignored as asked`);
  if (unused.length > 0) {
    lines.push(
      `Ignored nothing: ${unused.map(({ code, subject, from }) => `${code}${subject === null ? '' : `=${subject}`} (${from})`).join(', ')}`,
    );
  }
  if (baseline !== null) {
    lines.push(`Baseline: ${counted(baseline.known, 'known finding')} hidden, ${String(baseline.gone)} of it gone`);
  }
  const status = statusWords(envelope);
  if (status !== null) lines.push(status);
  const fresh = baseline === null ? '' : 'new ';
  if (findings.length === 0) return [...lines, `No ${fresh}findings`];
  const rest = shown < findings.length ? `; ${String(shown)} shown, --all shows the rest` : '';
  return [
    ...lines,
    `${String(findings.length)} ${fresh}finding${findings.length === 1 ? '' : 's'}: ${countWords(result.counts)}${rest}`,
  ];
}
