/** A snapshot with its side table, prepared once per answer: what every row is built from. */
import type { EntityId, Snapshot, Source } from '../../model/index.ts';
import { sourceOf } from '../../model/index.ts';
import type { Provenance } from '../../provenance/index.ts';
import { routeConfigUses } from './route-config-uses.ts';
import type { RouteConfigUse } from './route-config-uses.ts';

/**
 * `sourceOf` gives the same object for the same attribution while it is among the last asked for, so that a printer can word
 * it once.
 */
export interface View {
  readonly snapshot: Snapshot;
  readonly provenance: Provenance;
  readonly sourceOf: (id: EntityId) => Source;
  readonly destinationRuleOf: (id: EntityId) => Source | null;
  readonly useOf: (routeConfig: EntityId) => RouteConfigUse;
}

/** Sources are made again when they are asked for again much later: all those of a large dump at once are a burden. */
const REMEMBERED = 1 << 14;

const NO_USE: RouteConfigUse = { ports: [], listeners: [] };

/** @throws Error from `sourceOf` for an entity without attribution: a bug, since every entity has one. */
export function viewOf(snapshot: Snapshot, provenance: Provenance): View {
  const uses = routeConfigUses(snapshot, provenance.istioVersion.text);
  const known = new Map<object, Source>();
  let last: object | null = null;
  let source: Source | null = null;
  const remembered = (attribution: Parameters<typeof sourceOf>[0]): Source => {
    // Routes of one maker stand together.
    if (attribution === last && source !== null) return source;
    const old = known.get(attribution);
    const made = old ?? sourceOf(attribution);
    if (old === undefined) {
      if (known.size >= REMEMBERED) known.clear();
      known.set(attribution, made);
    }
    last = attribution;
    return (source = made);
  };
  return {
    snapshot,
    provenance,
    sourceOf: (id) => {
      const attribution = provenance.attributions.get(id);
      if (attribution === undefined) throw new Error(`no attribution was made for entity ${String(id)}`);
      return remembered(attribution);
    },
    destinationRuleOf: (id) => {
      const attribution = provenance.destinationRules.get(id);
      return attribution === undefined ? null : remembered(attribution);
    },
    useOf: (routeConfig) => uses.get(routeConfig) ?? NO_USE,
  };
}
