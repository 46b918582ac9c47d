/** Which routes and TCP chains send to which cluster. */
import type { EntityId } from '../../../model/index.ts';
import { reachOfRoute, reachOfSpecifier } from '../../rows/index.ts';
import type { LintContext, PlacedChain, PlacedRoute } from '../context.ts';
import { chainSelector, routeSelector } from '../context.ts';

/** Little more than the place itself: there is one for every route. */
export type ClusterUse =
  | { readonly as: 'route' | 'mirror'; readonly place: PlacedRoute }
  | { readonly as: 'tcp'; readonly place: null; readonly chain: PlacedChain };

export function subjectOf(use: ClusterUse): string {
  return use.place === null ? chainSelector(use.chain) : routeSelector(use.place);
}

export function entityOf(use: ClusterUse): EntityId {
  return use.place === null ? use.chain.chain.id : use.place.route.id;
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
    const { names, mirrors } = reachOfRoute(place.config, place.host, place.route);
    for (const name of names) add(name, { as: 'route', place });
    for (const name of mirrors) add(name, { as: 'mirror', place });
  }
  for (const placed of context.chains) {
    const { target, id } = placed.chain;
    if (target.kind !== 'tcp' || target.sniCluster === true) continue;
    if (context.view.sourceOf(id).status === 'synthetic') continue;
    for (const name of reachOfSpecifier(target.cluster).names) add(name, { as: 'tcp', place: null, chain: placed });
  }
  return uses;
}
