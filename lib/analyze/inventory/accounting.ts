/** The "nothing lost" law in numbers: in = explained + unattributed + skipped, for every kind of object. */
import { COUNTED } from '../../model/index.ts';
import type { Accounting, Counted, EntityId, KindAccounting, Snapshot } from '../../model/index.ts';
import type { Provenance } from '../../provenance/index.ts';

interface Kept {
  readonly explained: number;
  readonly unattributed: number;
}

function* idsOf(snapshot: Snapshot, kind: Counted): Iterable<EntityId> {
  switch (kind) {
    case 'listeners':
      for (const { id } of snapshot.listeners) yield id;
      return;
    case 'filterChains':
      for (const { filterChains } of snapshot.listeners) for (const { id } of filterChains) yield id;
      return;
    case 'routeConfigs':
      for (const { id } of snapshot.routeConfigs) yield id;
      return;
    case 'virtualHosts':
      for (const { virtualHosts } of snapshot.routeConfigs) for (const { id } of virtualHosts) yield id;
      return;
    case 'routes':
      for (const { virtualHosts } of snapshot.routeConfigs) {
        for (const { routes } of virtualHosts) for (const { id } of routes) yield id;
      }
      return;
    case 'clusters':
      for (const { id } of snapshot.clusters) yield id;
      return;
    case 'documents':
    case 'endpoints':
    case 'secrets':
      return;
  }
}

/** Kinds that have no source of their own are explained by being what they are. */
const WITHOUT_SOURCE = {
  documents: (snapshot: Snapshot) => snapshot.documents.length,
  endpoints: (snapshot: Snapshot) => snapshot.endpoints.length,
  secrets: (snapshot: Snapshot) => snapshot.secrets.length,
} as const;

function kept(snapshot: Snapshot, provenance: Provenance, kind: Counted): Kept {
  if (kind === 'documents' || kind === 'endpoints' || kind === 'secrets') {
    return { explained: WITHOUT_SOURCE[kind](snapshot), unattributed: 0 };
  }
  let explained = 0;
  let unattributed = 0;
  for (const id of idsOf(snapshot, kind)) {
    // An entity that provenance forgot is not explained; its own test makes sure that there is none.
    const status = provenance.attributions.get(id)?.status ?? 'unattributed';
    if (status === 'unattributed') unattributed++;
    else explained++;
  }
  return { explained, unattributed };
}

/** Attributed, ambiguous and synthetic objects are explained. All kinds are always present. */
export function accountingOf(snapshot: Snapshot, provenance: Provenance): Accounting {
  const accounting: Partial<Record<Counted, KindAccounting>> = {};
  for (const kind of COUNTED) {
    const { in: met, skipped: reasons } = snapshot.counts[kind];
    const skipped = reasons.reduce((sum, { count }) => sum + count, 0);
    accounting[kind] = { in: met, ...kept(snapshot, provenance, kind), skipped, reasons };
  }
  return accounting as Accounting;
}
