/** What the replay expects and the dump does not have. */
import type { FindingResource } from '../../../model/index.ts';
import type { Comparison } from '../../../provenance/index.ts';
import { placeOf } from './given-rules.ts';

export type ReplayFindingKind = 'route-absent' | 'virtual-host-absent' | 'route-config-absent' | 'chain-absent';

export interface Stale {
  readonly kind: ReplayFindingKind;
  readonly places: readonly string[];
  readonly resources: readonly FindingResource[];
}

/** One for each kind of thing that is missing. */
export function staleFindings(comparison: Comparison | null): readonly Stale[] {
  const groups = new Map<ReplayFindingKind, { places: string[]; resources: FindingResource[] }>();
  const add = (kind: ReplayFindingKind, place: string, resources: readonly FindingResource[]): void => {
    const group = groups.get(kind) ?? { places: [], resources: [] };
    groups.set(kind, group);
    group.places.push(place);
    group.resources.push(...resources);
  };
  for (const finding of comparison?.findings ?? []) {
    switch (finding.kind) {
      case 'route-absent':
        add(finding.kind, `${finding.routeConfig}/${finding.virtualHost}`, [origin(finding.origin)]);
        break;
      case 'virtual-host-absent':
        add(finding.kind, `${finding.routeConfig}/${finding.virtualHost}`, []);
        break;
      case 'route-config-absent':
        add(finding.kind, finding.routeConfig, finding.servers.map(origin));
        break;
      case 'chain-absent':
        add(finding.kind, `port ${String(finding.port)} ${finding.serverNames.join(',')}`.trimEnd(), [
          origin(finding.origin),
        ]);
        break;
      // What is there and differs is told of the object itself.
      case 'chain-changed':
      case 'chain-not-expected':
      case 'cluster-absent':
      case 'cluster-changed':
      case 'cluster-not-expected':
      case 'filter-inserted':
      case 'order-differs':
      case 'route-changed':
      case 'route-config-not-expected':
      case 'route-not-expected':
      case 'virtual-host-changed':
      case 'virtual-host-not-expected':
        break;
    }
  }
  return [...groups].map(([kind, { places, resources }]) => ({
    kind,
    places: [...new Set(places)].sort(),
    resources: resources.slice(0, 8),
  }));
}

type Origin = Extract<Comparison['findings'][number], { kind: 'chain-absent' }>['origin'];

function origin({ resource, path }: Origin): FindingResource {
  return placeOf(resource.ref, path === '' ? null : path, path === '' ? resource.location : resource.locate(path));
}
