/** Which routes and TCP chains send to which cluster. */
import type { EntityId } from '../../../model/index.ts';
import { reachOfRoute, reachOfSpecifier } from '../../rows/index.ts';
import type { LintContext, PlacedRoute } from '../context.ts';
import { chainSelector, routeSelector } from '../context.ts';

export interface ClusterUse {
  readonly as: 'route' | 'mirror' | 'tcp';
  readonly subject: string;
  readonly entity: EntityId;
  /** Null for a TCP chain. */
  readonly place: PlacedRoute | null;
}

const known = new WeakMap<LintContext, ReadonlyMap<string, readonly ClusterUse[]>>();

/** By cluster name, in the order met; what Istio makes by itself is left out. */
export function clusterUses(context: LintContext): ReadonlyMap<string, readonly ClusterUse[]> {
  let uses = known.get(context);
  if (uses === undefined) {
    uses = collect(context);
    known.set(context, uses);
  }
  return uses;
}

function collect(context: LintContext): ReadonlyMap<string, readonly ClusterUse[]> {
  const uses = new Map<string, ClusterUse[]>();
  const add = (name: string, use: ClusterUse): void => {
    const list = uses.get(name);
    if (list === undefined) uses.set(name, [use]);
    else list.push(use);
  };
  for (const place of context.routes) {
    const { config, host, route } = place;
    const reach = reachOfRoute(config, host, route);
    if (reach.names.length === 0 && reach.mirrors.length === 0) continue;
    const use = { subject: routeSelector(place), entity: route.id, place };
    for (const name of reach.names) add(name, { ...use, as: 'route' });
    for (const name of reach.mirrors) add(name, { ...use, as: 'mirror' });
  }
  for (const placed of context.chains) {
    const { target, id } = placed.chain;
    if (target.kind !== 'tcp' || target.sniCluster === true) continue;
    if (context.view.sourceOf(id).status === 'synthetic') continue;
    for (const name of reachOfSpecifier(target.cluster).names) {
      add(name, { as: 'tcp', subject: chainSelector(placed), entity: id, place: null });
    }
  }
  return uses;
}
