import type {
  Attribution,
  Diagnostic,
  EntityId,
  ReportLooked,
  ReportPort,
  ReportResource,
  ReportResult,
  ResourceRef,
  Snapshot,
  StatusCounts,
} from '../../model/index.ts';
import type { Mutable } from '../../base/index.ts';
import { compareText } from '../../base/plain.ts';
import type { Provenance } from '../../provenance/index.ts';
import { proxySummary, viewOf } from '../rows/index.ts';
import type { View } from '../rows/index.ts';
import { asksOf } from './asks.ts';

/** What others have found out about the same input. */
export interface ReportParts {
  readonly redaction: ReportResult['redaction'];
  readonly remarks: readonly Diagnostic[];
  readonly lint: ReportLooked & Pick<ReportResult, 'findings'>;
}

type Kind = 'routes' | 'virtualHosts' | 'clusters' | 'listeners';

function* idsOf({ snapshot }: View): Iterable<readonly [Kind, EntityId]> {
  for (const { virtualHosts } of snapshot.routeConfigs) {
    for (const host of virtualHosts) {
      yield ['virtualHosts', host.id];
      for (const { id } of host.routes) yield ['routes', id];
    }
  }
  for (const { id } of snapshot.clusters) yield ['clusters', id];
  for (const { id } of snapshot.listeners) yield ['listeners', id];
}

const NONE: StatusCounts = { total: 0, attributed: 0, ambiguous: 0, synthetic: 0, unattributed: 0 };

class Survey {
  readonly counts: Record<Kind, Mutable<StatusCounts>> = {
    routes: { ...NONE },
    virtualHosts: { ...NONE },
    clusters: { ...NONE },
    listeners: { ...NONE },
  };
  readonly #resources = new Map<string, Mutable<ReportResource>>();

  add(kind: Kind, attribution: Attribution): void {
    const counts = this.counts[kind];
    counts.total++;
    counts[attribution.status]++;
    if (attribution.status !== 'attributed') return;
    const { resource, location } = attribution;
    const key = keyOf(resource);
    const known = this.#resources.get(key) ?? {
      resource,
      location,
      routes: 0,
      virtualHosts: 0,
      clusters: 0,
      listeners: 0,
    };
    known[kind]++;
    this.#resources.set(key, known);
  }

  resources(): readonly ReportResource[] {
    return [...this.#resources].sort(([a], [b]) => compareText(a, b)).map(([, resource]) => resource);
  }
}

function keyOf({ group, kind, namespace, name }: ResourceRef): string {
  return JSON.stringify([kind, namespace, name ?? '', group]);
}

function portsOf(view: View): readonly ReportPort[] {
  const routes = new Map<string, number>();
  for (const { id, virtualHosts } of view.snapshot.routeConfigs) {
    const count = virtualHosts.reduce((sum, host) => sum + host.routes.length, 0);
    for (const listener of view.useOf(id).listeners) routes.set(listener, (routes.get(listener) ?? 0) + count);
  }
  return view.snapshot.listeners.map((listener) => ({
    port: listener.port ?? null,
    listener: listener.label,
    chains: listener.filterChains.length,
    routes: routes.get(listener.label) ?? 0,
    state: listener.state ?? 'unknown',
  }));
}

export function reportDocument(snapshot: Snapshot, provenance: Provenance, parts: ReportParts): ReportResult {
  const view = viewOf(snapshot, provenance);
  const survey = new Survey();
  for (const [kind, id] of idsOf(view)) {
    const attribution = provenance.attributions.get(id);
    if (attribution !== undefined) survey.add(kind, attribution);
  }
  const hosts = new Set(
    snapshot.routeConfigs.flatMap((config) => config.virtualHosts.flatMap(({ domains }) => domains)),
  );
  const { findings, counts, looked, checked, notChecked, undecided } = parts.lint;
  return {
    proxy: proxySummary(view),
    gaps: snapshot.gaps,
    hosts: hosts.size,
    counts: survey.counts,
    ports: portsOf(view),
    asks: asksOf(snapshot, provenance),
    findings,
    lint: { counts, looked, checked, notChecked, undecided },
    resources: survey.resources(),
    redaction: parts.redaction,
    remarks: parts.remarks,
  };
}
