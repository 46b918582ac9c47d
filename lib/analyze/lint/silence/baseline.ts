/** Findings that were there before: CI fails on new ones only. */
import { fieldOf, listAt, textAt } from '../../../base/plain.ts';
import type { Finding, LintResult } from '../../../model/index.ts';
import { refKey } from '../words/source-words.ts';

/** Fingerprints of known findings. */
export type Baseline = ReadonlySet<string>;

/**
 * What makes two findings of two dumps the same: rule, objects and sentence. Positions (route index, file and line) are
 * left out, because a new rule above moves them all.
 */
export function fingerprint({ code, resources, message, subject }: Finding): string {
  const makers = [...new Set(resources.map(refKey))].sort();
  return JSON.stringify([code, ...(makers.length === 0 ? [subject] : makers), message]);
}

/** The text of a baseline file: sorted, one fingerprint a line, so that a change of it can be read in review. */
export function baselineText(findings: readonly Finding[]): string {
  const lines = [...new Set(findings.map(fingerprint))].sort().map((one) => `    ${JSON.stringify(one)}`);
  const list = lines.length === 0 ? '[]' : `[\n${lines.join(',\n')}\n  ]`;
  return `{\n  "whyrouteBaseline": 1,\n  "findings": ${list}\n}\n`;
}

/** Null when the text is no baseline. `lint -o json` of an earlier run is one, too. */
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
  return new Set(listAt(result, 'findings').map(earlier));
}

function earlier(finding: unknown): string {
  const resources = listAt(finding, 'resources').map((one) => ({
    group: textAt(one, 'group') ?? '',
    kind: textAt(one, 'kind') ?? '',
    namespace: textAt(one, 'namespace') ?? '',
    name: textAt(one, 'name') ?? null,
    path: null,
    location: null,
  }));
  const [code = '', message = '', subject = ''] = ['code', 'message', 'subject'].map((key) => textAt(finding, key));
  return fingerprint({ code, resources, message, subject } as Finding);
}

export function applyBaseline(
  findings: readonly Finding[],
  baseline: Baseline | null,
): { readonly fresh: readonly Finding[]; readonly summary: LintResult['baseline'] } {
  if (baseline === null) return { fresh: findings, summary: null };
  const now = new Set<string>();
  const fresh = findings.filter((finding) => {
    const print = fingerprint(finding);
    now.add(print);
    return !baseline.has(print);
  });
  const gone = [...baseline].filter((print) => !now.has(print)).length;
  return { fresh, summary: { known: findings.length - fresh.length, gone } };
}
