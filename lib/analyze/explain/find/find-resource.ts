/** `[KIND/]NAMESPACE/NAME`: everything in this proxy that has to do with a Kubernetes object. */
import type { ResourceRef, Source } from '../../../model/index.ts';
import { refFits, relationOf } from '../../rows/index.ts';
import type { Relation, ResourceSelector } from '../../rows/index.ts';
import { allTargets } from '../scene.ts';
import type { Scene, Target } from '../scene.ts';

/** `applies`: a cluster that this DestinationRule applies to, without having made it. */
export interface Trace {
  readonly target: Target;
  readonly relation: Relation | 'applies';
}

export interface ResourceFound {
  readonly ref: ResourceRef;
  readonly traces: readonly Trace[];
}

export function sourceOfTarget({ view }: Scene, target: Target): Source {
  switch (target.kind) {
    case 'route':
      return view.sourceOf(target.route.id);
    case 'virtualHost':
      return view.sourceOf(target.host.id);
    case 'routeConfig':
      return view.sourceOf(target.config.id);
    case 'cluster':
      return view.sourceOf(target.cluster.id);
    case 'listener':
      return view.sourceOf(target.listener.id);
    case 'filterChain':
      return view.sourceOf(target.chain.id);
  }
}

export function refsOf({ resource, via, candidates, gateways }: Source): readonly ResourceRef[] {
  return [resource, via, ...candidates, ...gateways].filter((ref) => ref !== null);
}

/** All objects that a selector without a kind may mean are told apart by kind and group. */
export function findResources(scene: Scene, selector: ResourceSelector): readonly ResourceFound[] {
  const found = new Map<string, { ref: ResourceRef; traces: Trace[] }>();
  const note = (
    source: Source,
    target: Target,
    relation: (one: ResourceSelector) => Trace['relation'] | null,
  ): void => {
    const kinds = new Map(
      refsOf(source)
        .filter((ref) => refFits(selector, ref))
        .map((ref) => [keyOf(ref), ref]),
    );
    for (const [key, ref] of kinds) {
      const how = relation({ ...selector, kind: ref.kind.toLowerCase(), group: ref.group });
      if (how === null) continue;
      let entry = found.get(key);
      if (entry === undefined) found.set(key, (entry = { ref, traces: [] }));
      entry.traces.push({ target, relation: how });
    }
  };
  for (const target of allTargets(scene.view.snapshot)) {
    const source = sourceOfTarget(scene, target);
    note(source, target, (one) => relationOf(one, source));
    if (target.kind !== 'cluster') continue;
    const rule = scene.view.destinationRuleOf(target.cluster.id);
    if (rule !== null) {
      note(rule, target, (one) =>
        relationOf(one, source) === null && relationOf(one, rule) !== null ? 'applies' : null,
      );
    }
  }
  // Given and without a trace: what is asked most is why.
  const { given } = scene.view.provenance;
  for (const { ref } of given.kind === 'nothing' ? [] : given.resources.all) {
    if (refFits(selector, ref) && !found.has(keyOf(ref))) found.set(keyOf(ref), { ref, traces: [] });
  }
  return [...found.values()];
}

function keyOf({ group, kind, name }: ResourceRef): string {
  return `${group} ${kind} ${name ?? ''}`;
}
