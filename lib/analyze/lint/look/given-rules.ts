/** What became of the rules of the resources given, as `why-not` has it. */
import type { FindingResource, ResourceRef, RuleRow } from '../../../model/index.ts';
import type { Comparison } from '../../../provenance/index.ts';
import { RuleRows } from '../../rows/index.ts';
import type { LintContext } from '../context.ts';

type GivenResource = Comparison['replay']['resources']['all'][number];

export interface GivenRules {
  readonly resource: GivenResource;
  readonly rules: readonly RuleRow[];
}

const known = new WeakMap<LintContext, readonly GivenRules[]>();

/** VirtualServices, routes of the Gateway API and Gateways; those of other kinds have no rules here. */
export function givenRules(context: LintContext): readonly GivenRules[] {
  const { comparison, snapshot } = context;
  if (comparison === null) return [];
  let found = known.get(context);
  if (found === undefined) {
    const rows = new RuleRows(snapshot, comparison);
    found = comparison.replay.resources.all.map((resource) => ({ resource, rules: rows.of(resource) }));
    known.set(context, found);
  }
  return found;
}

/** One row with its first reason of one of the kinds. */
export interface DroppedRule {
  readonly resource: GivenResource;
  readonly path: string;
  readonly reason: { readonly kind: string; readonly text: string };
  readonly place: FindingResource;
}

export function* droppedFor(context: LintContext, kinds: ReadonlySet<string>): Iterable<DroppedRule> {
  for (const { resource, rules } of givenRules(context)) {
    if (resource.type === 'Gateway' || resource.type === 'KubernetesGateway') continue;
    for (const { path, location, became, reasons } of rules) {
      const reason = became.length > 0 ? undefined : reasons.find(({ kind }) => kinds.has(kind));
      if (reason === undefined) continue;
      yield { resource, path, reason, place: placeOf(resource.ref, path, location) };
    }
  }
}

export function placeOf(ref: ResourceRef, path: string | null, location: FindingResource['location']): FindingResource {
  const { group, kind, namespace, name } = ref;
  return { group, kind, namespace, name, path, location };
}

export function resourceSelector({ kind, namespace, name }: ResourceRef): string {
  return `${kind}/${namespace}/${name ?? '?'}`;
}
