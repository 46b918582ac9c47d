/** The resources a user gave, replayed and held against the dump. */
import type { EntityId, FileLocation, ResourceRef, Snapshot } from '../../model/index.ts';
import type { Resource, ResourceSet } from '../../resources/index.ts';
import { align, replay } from '../replay/index.ts';
import type { Alignment, Replay, ReplayFinding, ReplayOptions } from '../replay/index.ts';
import { missingSubsets } from './missing-subsets.ts';
import type { MissingSubsets } from './missing-subsets.ts';
import { relevantFindings } from './relevant.ts';

/** A replay that could be done, and what came of the comparison. */
export interface Comparison {
  readonly replay: Replay;
  readonly alignment: Alignment;
  /** Those that mean something for the resources given; see relevant.ts. */
  readonly findings: readonly ReplayFinding[];
  readonly findingsOf: (entity: EntityId) => readonly ReplayFinding[];
  /** Routes expected in a virtual host that are not there, by its configuration's and its own name. */
  readonly absentAt: (routeConfig: string, virtualHost: string) => readonly AbsentRoute[];
  /** What is not there and hangs on nothing smaller: virtual hosts of a route configuration, chains of a port. */
  readonly absentIn: (place: { readonly routeConfig: string } | { readonly port: number }) => readonly AbsentPart[];
  readonly missing: MissingSubsets;
  readonly resourceOf: (ref: ResourceRef) => Resource | undefined;
}

const NONE: readonly never[] = [];

export type AbsentRoute = Extract<ReplayFinding, { kind: 'route-absent' }>;
export type AbsentPart = Extract<ReplayFinding, { kind: 'virtual-host-absent' | 'chain-absent' }>;

/** What attribute() was given beside the dump; `impossible` says why it could not be used, in plain words. */
export type Given =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'impossible'; readonly resources: ResourceSet; readonly why: string }
  | { readonly kind: 'compared'; readonly resources: ResourceSet; readonly comparison: Comparison };

export function givenOf(snapshot: Snapshot, resources: ResourceSet | null, options: ReplayOptions): Given {
  if (resources === null) return { kind: 'nothing' };
  const outcome = replay(snapshot, resources, options);
  if (!outcome.ok) return { kind: 'impossible', resources, why: outcome.impossible.message };
  const alignment = align(snapshot, outcome.replay);
  return { kind: 'compared', resources, comparison: compared(snapshot, outcome.replay, alignment) };
}

function compared(snapshot: Snapshot, replayed: Replay, alignment: Alignment): Comparison {
  const findings = relevantFindings(snapshot, replayed, alignment.findings);
  const byEntity = new Map<EntityId, ReplayFinding[]>();
  const absent = new Map<string, AbsentRoute[]>();
  for (const finding of findings) {
    if ('entity' in finding) push(byEntity, finding.entity, finding);
    if (finding.kind === 'route-absent') push(absent, hostKey(finding.routeConfig, finding.virtualHost), finding);
  }
  const parts = findings.filter((finding): finding is AbsentPart => {
    return finding.kind === 'virtual-host-absent' || finding.kind === 'chain-absent';
  });
  const byRef = new Map(replayed.resources.all.map((resource) => [refKey(resource.ref), resource] as const));
  return {
    replay: replayed,
    alignment,
    findings,
    findingsOf: (entity) => byEntity.get(entity) ?? NONE,
    absentAt: (routeConfig, virtualHost) => absent.get(hostKey(routeConfig, virtualHost)) ?? NONE,
    absentIn: (place) =>
      parts.filter((part) =>
        part.kind === 'chain-absent'
          ? 'port' in place && part.port === place.port
          : 'routeConfig' in place && part.routeConfig === place.routeConfig,
      ),
    missing: missingSubsets(replayed),
    resourceOf: (ref) => byRef.get(refKey(ref)),
  };
}

/** Where an object begins in the given files; null when it is not among them. */
export function locator({ resourceOf }: Comparison): (ref: ResourceRef) => (() => FileLocation) | null {
  return (ref) => {
    const resource = resourceOf(ref);
    return resource === undefined ? null : () => resource.location;
  };
}

function push<Key, Value>(map: Map<Key, Value[]>, key: Key, value: Value): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [value]);
  else list.push(value);
}

function hostKey(routeConfig: string, virtualHost: string): string {
  return `${routeConfig}\n${virtualHost}`;
}

function refKey({ group, kind, namespace, name }: ResourceRef): string {
  return `${group}\n${kind}\n${namespace}\n${name ?? ''}`;
}
