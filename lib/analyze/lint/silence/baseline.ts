/** Findings that were there before: CI fails on new ones only. */
import { fieldOf, listAt, textAt } from '../../../base/plain.ts';
import type { Finding, LintResult } from '../../../model/index.ts';

/** Fingerprints of known findings. */
export type Baseline = ReadonlySet<string>;

/** What `-o baseline` or an earlier `-o json` printed; null when the text is neither. */
export function readBaseline(text: string): Baseline | null {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return null;
  }
  if (fieldOf(value, 'whyrouteBaseline') === 1) {
    return new Set(listAt(value, 'findings').filter((one) => typeof one === 'string'));
  }
  const result = fieldOf(value, 'result');
  if (!Array.isArray(fieldOf(result, 'findings'))) return null;
  return new Set(listAt(result, 'findings').flatMap((finding) => textAt(finding, 'fingerprint') ?? []));
}

export function applyBaseline(
  findings: readonly Finding[],
  baseline: Baseline | null,
): { readonly fresh: readonly Finding[]; readonly summary: LintResult['baseline'] } {
  if (baseline === null) return { fresh: findings, summary: null };
  const now = new Set(findings.map(({ fingerprint }) => fingerprint));
  const fresh = findings.filter(({ fingerprint }) => !baseline.has(fingerprint));
  const gone = [...baseline].filter((fingerprint) => !now.has(fingerprint)).length;
  return { fresh, summary: { known: findings.length - fresh.length, gone } };
}
