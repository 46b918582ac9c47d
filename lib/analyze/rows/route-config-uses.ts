/** Which listeners take their routes from a route configuration, and so on which ports it is reachable. */
import type { EntityId, FilterChain, Listener, RouteConfiguration, Snapshot } from '../../model/index.ts';
import { groupBy } from '../../base/index.ts';

/** `ports` are bound ports, ascending; `listeners` are labels in the snapshot's order. */
export interface RouteConfigUse {
  readonly ports: readonly number[];
  readonly listeners: readonly string[];
}

/**
 * States in which a listener holds its port. A warming one is not open yet, a draining one takes no new connections, a
 * rejected one never was (reference/envoy-semantics.md 1.1). Null: the input does not tell, as istioctl's lists, which
 * hold active and static listeners only.
 */
const OPEN: ReadonlySet<Listener['state']> = new Set<Listener['state']>(['active', 'static', null]);

/** Uses by route configuration; one without an entry is used by no listener of the input. */
export function routeConfigUses(snapshot: Snapshot, istioVersion: string): ReadonlyMap<EntityId, RouteConfigUse> {
  if (!snapshot.sections.has('listeners')) return usesByName(snapshot.routeConfigs, istioVersion);
  const byName = groupBy(snapshot.routeConfigs, ({ name }) => name);
  const found = new Map<EntityId, { ports: Set<number>; listeners: Set<string> }>();
  for (const listener of snapshot.listeners) {
    for (const chain of listener.filterChains) {
      for (const id of routeConfigsOf(chain, byName)) {
        let use = found.get(id);
        if (use === undefined) found.set(id, (use = { ports: new Set(), listeners: new Set() }));
        use.listeners.add(listener.label);
        if (listener.port !== null && OPEN.has(listener.state)) use.ports.add(listener.port);
      }
    }
  }
  return new Map(
    [...found].map(([id, { ports, listeners }]) => [
      id,
      { ports: [...ports].sort((a, b) => a - b), listeners: [...listeners] },
    ]),
  );
}

/** Configurations that a filter chain routes by: its inline one, or those that RDS could deliver under its name. */
function routeConfigsOf(
  { target }: FilterChain,
  byName: ReadonlyMap<string, readonly RouteConfiguration[]>,
): readonly EntityId[] {
  if (target.kind !== 'http') return [];
  if (target.routes.kind === 'inline') return [target.routes.routeConfigId];
  if (target.routes.kind !== 'rds') return [];
  return (byName.get(target.routes.routeConfigName) ?? []).filter(mayComeByRds).map(({ id }) => id);
}

function mayComeByRds({ via, inlineIn }: RouteConfiguration): boolean {
  return via === 'dynamic' || (via === null && inlineIn === undefined);
}

/**
 * Without listeners only `http.PORT[.BIND]` tells a bound port, since Istio 1.11; before, and in `https.PORT.…` always, it
 * is the port that the Gateway declares (reference/istio-provenance.md 3.2).
 */
function usesByName(
  routeConfigs: readonly RouteConfiguration[],
  istioVersion: string,
): ReadonlyMap<EntityId, RouteConfigUse> {
  const uses = new Map<EntityId, RouteConfigUse>();
  if (isBefore111(istioVersion)) return uses;
  for (const { id, name } of routeConfigs) {
    const port = /^http\.(\d+)(?:\.|$)/.exec(name)?.[1];
    if (port !== undefined) uses.set(id, { ports: [Number(port)], listeners: [] });
  }
  return uses;
}

/**
 * True for a version below 1.11, and for a range that begins there. With nothing but a lower limit ("1.8 or later")
 * current behavior is assumed, as it is for an unknown version.
 */
function isBefore111(text: string): boolean {
  const [, major, minor] = /(\d+)\.(\d+)/.exec(text) ?? [];
  if (major === undefined || minor === undefined || text.endsWith('or later')) return false;
  return Number(major) < 1 || (Number(major) === 1 && Number(minor) < 11);
}
