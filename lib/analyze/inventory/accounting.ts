/** The "nothing lost" law in numbers: in = explained + unattributed + skipped, for every kind of object. */
import { COUNTED } from '../../model/index.ts';
import type { Accounting, Counted, EntityId, KindAccounting, Snapshot } from '../../model/index.ts';
import type { Provenance } from '../../provenance/index.ts';

interface Kept {
  readonly explained: number;
  readonly unattributed: number;
}

interface Entity {
  readonly id: EntityId;
}

type Entities = readonly Entity[];

/** The entities of a kind, list by list as they stand in the snapshot. */
function listsOf(snapshot: Snapshot, kind: Counted): readonly Entities[] {
  switch (kind) {
    case 'listeners':
      return [snapshot.listeners];
    case 'filterChains':
      return snapshot.listeners.map(({ filterChains }) => filterChains);
    case 'routeConfigs':
      return [snapshot.routeConfigs];
    case 'virtualHosts':
      return snapshot.routeConfigs.map(({ virtualHosts }) => virtualHosts);
    case 'routes':
      return snapshot.routeConfigs.flatMap(({ virtualHosts }) => virtualHosts.map(({ routes }) => routes));
    case 'clusters':
      return [snapshot.clusters];
    case 'documents':
    case 'endpoints':
    case 'secrets':
      return [];
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
  let met = 0;
  let unattributed = 0;
  for (const entities of listsOf(snapshot, kind)) {
    met += entities.length;
    for (let at = 0; at < entities.length; at++) {
      // An entity that provenance forgot is not explained; its own test makes sure that there is none.
      const status = provenance.attributions.get((entities[at] as Entity).id)?.status ?? 'unattributed';
      if (status === 'unattributed') unattributed++;
    }
  }
  return { explained: met - unattributed, unattributed };
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
