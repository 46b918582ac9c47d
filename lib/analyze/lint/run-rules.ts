/** Applies rules to a context: findings, what could not be told, and which rules had nothing to look at. */
import { sortedBy } from '../../base/index.ts';
import type {
  Confidence,
  Finding,
  FindingResource,
  LintInput,
  NotChecked,
  Severity,
  Undecided,
} from '../../model/index.ts';
import type { Given } from '../../provenance/index.ts';
import type { LintContext } from './context.ts';
import { missingInputs, needsWords, unprovenSections } from './inputs.ts';
import { distinctPlaces, makeFinding } from './make-finding.ts';
import type { Rule } from './rule.ts';
import { refKey } from './words/source-words.ts';

export interface RunResult {
  readonly findings: readonly Finding[];
  readonly checked: readonly string[];
  readonly notChecked: readonly NotChecked[];
  readonly undecided: readonly Undecided[];
}

export type OnRule = (rule: number, of: number) => void;

export function runRules(context: LintContext, given: Given, rules: readonly Rule[], onRule: OnRule): RunResult {
  const checked: string[] = [];
  const notChecked: NotChecked[] = [];
  const undecided: Undecided[] = [];
  const all: Merged[] = [];
  for (const [rank, rule] of rules.entries()) {
    onRule(rank + 1, rules.length);
    const missing: readonly LintInput[] = missingInputs(context, given, rule.needs);
    if (missing.length > 0) {
      notChecked.push({ code: rule.code, needs: missing, why: needsWords(missing, given) });
      continue;
    }
    const silent = unprovenSections(context.snapshot, rule.absence ?? []);
    if (silent.length > 0) {
      notChecked.push({
        code: rule.code,
        needs: silent,
        why: `needs whole ${silent.join(', ')}: these are cut or filtered`,
      });
      continue;
    }
    checked.push(rule.code);
    for (const merged of findingsOf(context, rule, rank, undecided)) all.push(merged);
  }
  const ordered = sortedBy(all, ({ finding, rank }) => [
    SEVERITY_RANK[finding.severity],
    CONFIDENCE_RANK[finding.confidence],
    rank,
    finding.subject,
    finding.message,
  ]);
  return { findings: ordered.map(toFinding), checked, notChecked, undecided: distinct(undecided) };
}

/** A finding, and what others of the same object and message have beside it. */
interface Merged {
  readonly finding: Finding;
  readonly rank: number;
  others: { readonly also: Set<string>; readonly resources: Set<FindingResource> } | null;
}

/** In the order in which they were first met. */
function findingsOf(context: LintContext, rule: Rule, rank: number, undecided: Undecided[]): Iterable<Merged> {
  const merged = new Map<string, Merged>();
  for (const found of rule.run(context)) {
    const made = 'unclear' in found ? found : makeFinding(context, rule, found);
    if ('unclear' in made) {
      undecided.push({ code: rule.code, subject: made.subject, why: made.unclear });
      continue;
    }
    const key = mergeKey(made);
    const known = merged.get(key);
    if (known === undefined) {
      merged.set(key, { finding: made, rank, others: null });
      continue;
    }
    known.others ??= { also: new Set(), resources: new Set() };
    if (known.finding.subject !== made.subject) known.others.also.add(made.subject);
    for (const resource of made.resources) known.others.resources.add(resource);
  }
  return merged.values();
}

function toFinding({ finding, others }: Merged): Finding {
  if (others === null) return finding;
  return {
    ...finding,
    resources: distinctPlaces([...finding.resources, ...others.resources]),
    also: [...others.also].sort(),
  };
}

const SEVERITY_RANK = { error: 0, warning: 1, info: 2 } as const satisfies Record<Severity, number>;
const CONFIDENCE_RANK = { certain: 0, likely: 1, possible: 2 } as const satisfies Record<Confidence, number>;

/** One mistake in one object shows in every rule, virtual host and port that it serves: it is said once, with the places. */
function mergeKey({ code, severity, message, resources }: Finding): string {
  return `${code}\n${severity}\n${message}\n${resources.map(refKey).join('\n')}`;
}

/** A rule may come to one place more than once. */
function distinct(all: readonly Undecided[]): readonly Undecided[] {
  return [...new Map(all.map((one) => [`${one.code}\n${one.subject}\n${one.why}`, one])).values()];
}
