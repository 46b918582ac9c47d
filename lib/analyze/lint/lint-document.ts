/** The answer of `whyroute lint`. */
import type { Finding, IgnoreUse, LintResult, Severity, Snapshot } from '../../model/index.ts';
import { SECTIONS } from '../../model/index.ts';
import type { Section } from '../../model/index.ts';
import type { Provenance } from '../../provenance/index.ts';
import { proxySummary } from '../rows/index.ts';
import { LintContext } from './context.ts';
import { foldConsequences } from './fold-consequences.ts';
import { RULES } from './rules/index.ts';
import { runRules } from './run-rules.ts';
import type { OnRule } from './run-rules.ts';
import { applyBaseline } from './silence/baseline.ts';
import type { Baseline } from './silence/baseline.ts';
import { applyIgnores } from './silence/ignores.ts';
import type { Ignore } from './silence/ignores.ts';

/** `only` empty: all rules. `baseline` null: none given. */
export interface LintOptions {
  readonly only: readonly string[];
  readonly ignores: readonly Ignore[];
  readonly baseline: Baseline | null;
  readonly failOn: Severity | 'never';
}

export const LINT_SECTIONS: ReadonlySet<Section> = new Set<Section>(SECTIONS);

const DEFAULT_LINT: LintOptions = { only: [], ignores: [], baseline: null, failOn: 'error' };

/** `onRule` is told of each rule before it is checked, counted from 1. */
export function lintDocument(
  snapshot: Snapshot,
  provenance: Provenance,
  options: LintOptions = DEFAULT_LINT,
  onRule: OnRule = () => undefined,
): LintResult {
  const context = new LintContext(snapshot, provenance);
  const wanted = new Set(options.only);
  const rules = RULES.filter(({ code }) => wanted.size === 0 || wanted.has(code));
  const ran = runRules(context, provenance.given, rules, onRule);
  const { kept, uses } = applyIgnores(foldConsequences(ran.findings), options.ignores);
  const { fresh, summary } = applyBaseline(kept, options.baseline);
  return {
    proxy: proxySummary(context.view),
    gaps: snapshot.gaps,
    failOn: options.failOn,
    findings: fresh,
    rules: rules.flatMap(({ code, severity, summary }) =>
      fresh.some((finding) => finding.code === code) ? [{ code, severity, summary }] : [],
    ),
    counts: countsOf(fresh),
    looked: { routes: context.routes.length, clusters: snapshot.clusters.length, filterChains: context.chains.length },
    checked: ran.checked,
    notChecked: ran.notChecked,
    undecided: ran.undecided,
    ignores: uses satisfies readonly IgnoreUse[],
    baseline: summary,
  };
}

function countsOf(findings: readonly Finding[]): LintResult['counts'] {
  const counts = { error: 0, warning: 0, info: 0 };
  for (const { severity } of findings) counts[severity]++;
  return counts;
}

const RANK = { error: 0, warning: 1, info: 2 } as const satisfies Record<Severity, number>;

/** True when a finding is at or above the threshold. */
export function fails({ findings, failOn }: Pick<LintResult, 'findings' | 'failOn'>): boolean {
  return failOn !== 'never' && findings.some(({ severity }) => RANK[severity] <= RANK[failOn]);
}
