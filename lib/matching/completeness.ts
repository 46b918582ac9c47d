/** Whether the input shows all that the proxy has of a section: only then does absence prove anything. */
import type { Snapshot } from '../model/index.ts';

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
  if (!snapshot.sections.has(section) || snapshot.damaged.has(section)) return false;
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
