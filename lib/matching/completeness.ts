/** Whether the input shows all that the proxy has of a section: only then does absence prove anything. */
import type { Doubt, Located, Snapshot } from '../model/index.ts';
import type { MatchGap } from './match-gap.ts';

/** Envoy's own dump has whole sections; istioctl's lists may have been filtered (`--fqdn`, `--port`, `--name`). */
const WHOLE_SHAPES: ReadonlySet<string> = new Set(['config dump', 'config dump section']);

/** Clusters of Istio's bootstrap: no filter of istioctl but none at all leaves them in the list. */
const BOOTSTRAP_CLUSTERS: ReadonlySet<string> = new Set(['xds-grpc', 'prometheus_stats', 'agent', 'BlackHoleCluster']);

/** Ports that every Istio proxy serves by its bootstrap. */
const BOOTSTRAP_PORTS: ReadonlySet<number | null> = new Set([15021, 15090]);

/** Sections whose silence is asked about. */
type Proving = 'listeners' | 'routes' | 'clusters';

/** True when what is not in `section` is certainly not in the proxy. */
export function isWhole(snapshot: Snapshot, section: Proving): boolean {
  if (!snapshot.sections.has(section) || snapshot.damaged.has(section) || snapshot.doubts.length > 0) return false;
  return snapshot.documents.some(({ shape }) => WHOLE_SHAPES.has(shape)) || holdsBootstrap(snapshot, section);
}

function holdsBootstrap(snapshot: Snapshot, section: Proving): boolean {
  switch (section) {
    case 'clusters':
      return snapshot.clusters.some(({ name }) => BOOTSTRAP_CLUSTERS.has(name));
    case 'listeners':
      return snapshot.listeners.some(({ port }) => BOOTSTRAP_PORTS.has(port));
    case 'routes':
      return snapshot.routeConfigs.some(({ name, via }) => name === '' && via !== 'inline');
  }
}

/** Why an element cannot be relied on, or null: the document it stands in was found damaged. */
export function damageOf({ doubts }: Snapshot, { at }: Located): MatchGap | null {
  if (doubts.length === 0) return null;
  const doubt = doubts.find(
    ({ document, from }) => (document === null || document === at.document) && at.start >= from,
  );
  return doubt === undefined ? null : damaged(doubt);
}

/** Why nothing that is not there can be said to be missing, or null. */
export function anyDamage({ doubts: [doubt] }: Snapshot): MatchGap | null {
  return doubt === undefined ? null : damaged(doubt);
}

function damaged({ where }: Doubt): MatchGap {
  return { kind: 'damaged', where };
}
