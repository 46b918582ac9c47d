import { nearest } from '../../base/nearest.ts';
import type { RuleRow, Snapshot, WhyNotResource, WhyNotResult } from '../../model/index.ts';
import type { Comparison, Provenance } from '../../provenance/index.ts';
import { parseResourceSelector, proxySummary, refFits, ruleSentences, RuleRows, viewOf } from '../rows/index.ts';

/**
 * `selector` is `[KIND/]NAMESPACE/NAME`; every given resource that fits is answered for. Where the resources could not be
 * held against the input, `resources` is empty and the provenance's diagnostics say why.
 */
export function whyNotDocument(snapshot: Snapshot, provenance: Provenance, selector: string): WhyNotResult {
  const { given } = provenance;
  const wanted = parseResourceSelector(selector);
  const all = given.kind === 'nothing' ? [] : given.resources.all;
  const found = wanted === null ? [] : all.filter(({ ref }) => refFits(wanted, ref));
  const comparison = given.kind === 'compared' ? given.comparison : null;
  const names = all.map(({ ref }) => `${ref.kind}/${ref.namespace}/${ref.name}`);
  return {
    proxy: proxySummary(viewOf(snapshot, provenance)),
    gaps: snapshot.gaps,
    selector,
    resources: found.map((resource) => answer(snapshot, comparison, resource)),
    nearest: found.length > 0 ? [] : nearest(selector, (wanted?.kind ?? null) === null ? withShort(names) : names),
  };
}

/** Without a kind in the question, the names are compared without it. */
function withShort(names: readonly string[]): readonly string[] {
  return names.map((name) => name.slice(name.indexOf('/') + 1));
}

function answer(
  snapshot: Snapshot,
  comparison: Comparison | null,
  resource: Comparison['replay']['resources']['all'][number],
): WhyNotResource {
  const rules: readonly RuleRow[] = comparison === null ? [] : new RuleRows(snapshot, comparison).of(resource);
  const what = comparison === null ? [IMPOSSIBLE] : ruleSentences(resource.ref.kind, rules);
  return { resource: resource.ref, location: resource.location, what, rules };
}

const IMPOSSIBLE = 'What became of it cannot be told: the resources could not be held against this input.';
