/** Documents of one proxy into one Snapshot. */
import type { Diagnostic, Proxy, Section, Snapshot, SourceDocument } from '../../model/index.ts';
import { EXIT, KnownError, SECTIONS } from '../../model/index.ts';
import type { ClusterDraft, EndpointsDraft } from '../cluster/index.ts';
import type { Parts, Placed } from '../document/parts.ts';
import type { DocumentDoubt } from '../doubt.ts';
import type { ListenerDraft } from '../listener/index.ts';
import type { RouteConfigDraft } from '../route/index.ts';
import type { SecretDraft } from '../secret/index.ts';
import type { Tally } from '../tally.ts';
import { gapsOf } from './gaps.ts';
import { ROUTE_CONFIG_CONTEXT, linkInlineRoutes } from './inline-routes.ts';
import { EntityIds, placeClusters, placeEndpoints, placeListeners, placeRouteConfigs, placeSecrets } from './place.ts';
import { unite } from './unite.ts';
import type { Entry, Identity, Source } from './unite.ts';

/** A document that held something of a proxy, in input order. */
export interface ReadDocument {
  readonly source: SourceDocument;
  readonly parts: Parts;
  readonly doubt: DocumentDoubt | null;
}

const CONTEXT: ReadonlySet<string> = new Set(['state', 'versionInfo', 'lastUpdated', 'error']);

function knowsState(candidate: { state: unknown }, kept: { state: unknown }): boolean {
  return kept.state === null && candidate.state !== null;
}

/** Envoy names its resources uniquely per kind; a listener in two states is two entries of one document. */
const IDENTITIES = {
  routeConfigs: {
    key: (draft: RouteConfigDraft) => draft.name,
    ignore: ROUTE_CONFIG_CONTEXT,
    better: (candidate: RouteConfigDraft, kept: RouteConfigDraft) => kept.via === null && candidate.via !== null,
  } satisfies Identity<RouteConfigDraft>,
  listeners: {
    key: (draft: ListenerDraft) => draft.name || `${draft.address ?? ''}_${String(draft.port)}`,
    ignore: CONTEXT,
    better: knowsState,
  } satisfies Identity<ListenerDraft>,
  clusters: {
    key: (draft: ClusterDraft) => draft.name,
    ignore: CONTEXT,
    better: knowsState,
  } satisfies Identity<ClusterDraft>,
  endpoints: {
    key: (draft: EndpointsDraft) => `${draft.from} ${draft.clusterName}`,
    ignore: CONTEXT,
    better: () => false,
  } satisfies Identity<EndpointsDraft>,
  secrets: {
    key: (draft: SecretDraft) => draft.name,
    ignore: CONTEXT,
    better: knowsState,
  } satisfies Identity<SecretDraft>,
};

const KIND_WORDS = {
  routeConfigs: 'route configuration',
  listeners: 'listener',
  clusters: 'cluster',
  endpoints: 'endpoints of cluster',
  secrets: 'secret',
} as const;

type Kind = keyof typeof KIND_WORDS;

/** Endpoint health changes by the second: two answers that differ are two moments, not two proxies. */
const MAY_DIFFER: ReadonlySet<Kind> = new Set<Kind>(['endpoints', 'secrets']);

class Merger {
  readonly #documents: readonly ReadDocument[];
  readonly #tally: Tally;

  constructor(documents: readonly ReadDocument[], tally: Tally) {
    this.#documents = documents;
    this.#tally = tally;
  }

  /** @throws KnownError when two documents contradict each other. */
  unite<Draft>(
    kind: Kind,
    pick: (parts: Parts) => readonly Placed<Draft>[],
    identity: Identity<Draft>,
  ): Entry<Draft>[] {
    const sources: Source<Draft>[] = this.#documents.map(({ parts }, document) => ({
      document,
      damaged: parts.damages.length > 0 || MAY_DIFFER.has(kind),
      placed: pick(parts),
    }));
    const united = unite(sources, identity);
    if (united.conflict !== null) throw this.#refusal(kind, united.conflict);
    for (const [document, repeats] of united.repeats) {
      const reason = `repeated in ${this.#name(document)}`;
      this.#tally.skip(kind, reason, repeats.length);
      for (const draft of repeats) skipNested(this.#tally, draft, reason);
    }
    return united.entries;
  }

  #name(document: number): string {
    return this.#documents[document]?.source.origin.name ?? '';
  }

  #refusal(kind: Kind, conflict: { name: string; documents: readonly [number, number] }): KnownError {
    const [first, second] = conflict.documents.map((document) => this.#name(document));
    return new KnownError(EXIT.noInput, {
      code: 'SN001',
      severity: 'error',
      message: `${String(first)} and ${String(second)} are not of one proxy at one time: ${KIND_WORDS[kind]} ${conflict.name} differs`,
      hint: 'give the files of one proxy, taken together; ask about each of several proxies in a run of its own',
    });
  }
}

/** What a repeated resource contains was met with it and goes with it. */
function skipNested(tally: Tally, draft: unknown, reason: string): void {
  const { virtualHosts, filterChains } = draft as Partial<RouteConfigDraft & ListenerDraft>;
  if (filterChains !== undefined) tally.skip('filterChains', reason, filterChains.length);
  if (virtualHosts === undefined) return;
  tally.skip('virtualHosts', reason, virtualHosts.length);
  tally.skip(
    'routes',
    reason,
    virtualHosts.reduce((sum, { routes }) => sum + routes.length, 0),
  );
}

/** @throws KnownError (exit 3) when the documents belong to different proxies. */
export function merge(
  documents: readonly ReadDocument[],
  tally: Tally,
  diagnostics: Diagnostic[],
  partial: boolean,
): Snapshot {
  for (const { parts } of documents) tally.add(parts.tally);
  const proxy = theProxy(documents);
  const merger = new Merger(documents, tally);
  const routeEntries = merger.unite('routeConfigs', (parts) => parts.routeConfigs, IDENTITIES.routeConfigs);
  const listenerEntries = merger.unite('listeners', (parts) => parts.listeners, IDENTITIES.listeners);
  const links = linkInlineRoutes(listenerEntries, routeEntries, tally);
  const ids = new EntityIds();
  const { configs, configIds } = placeRouteConfigs(routeEntries, ids);
  const listeners = placeListeners(listenerEntries, links, configIds, ids);
  const clusters = placeClusters(
    merger.unite('clusters', (parts) => parts.clusters, IDENTITIES.clusters),
    ids,
  );
  const endpoints = placeEndpoints(merger.unite('endpoints', (parts) => parts.endpoints, IDENTITIES.endpoints));
  const secrets = placeSecrets(merger.unite('secrets', (parts) => parts.secrets, IDENTITIES.secrets));
  const sections = new Set<Section>(documents.flatMap(({ parts }) => [...parts.sections]));
  const hosts = configs.flatMap(({ virtualHosts }) => virtualHosts);
  const kept = {
    documents: documents.length,
    listeners: listeners.length,
    filterChains: listeners.reduce((sum, { filterChains }) => sum + filterChains.length, 0),
    routeConfigs: configs.length,
    virtualHosts: hosts.length,
    routes: hosts.reduce((sum, { routes }) => sum + routes.length, 0),
    clusters: clusters.length,
    endpoints: endpoints.length,
    secrets: secrets.length,
  };
  return {
    documents: documents.map(({ source }) => source),
    proxy,
    sections,
    listeners,
    routeConfigs: configs,
    clusters,
    endpoints,
    secrets,
    gaps: gapsOf(documents, sections),
    counts: tally.close(kept),
    diagnostics,
    partial,
    damaged: damagedSections(documents, partial),
    doubts: documents.flatMap(({ doubt }, document) =>
      doubt === null ? [] : [{ document: doubt.everywhere ? null : document, from: doubt.from, where: doubt.where }],
    ),
  };
}

/** Where nothing tells what was lost (a file that could not be read), it may have been of any section. */
function damagedSections(documents: readonly ReadDocument[], partial: boolean): ReadonlySet<Section> {
  const damaged = new Set<Section>(documents.flatMap(({ parts }) => [...parts.damaged]));
  return partial && damaged.size === 0 ? new Set(SECTIONS) : damaged;
}

/** @throws KnownError when two bootstraps name different nodes. */
function theProxy(documents: readonly ReadDocument[]): Proxy | null {
  let found: { proxy: Proxy; name: string } | null = null;
  for (const { parts, source } of documents) {
    if (parts.proxy === null) continue;
    if (found === null) found = { proxy: parts.proxy, name: source.origin.name };
    else if (found.proxy.nodeId !== parts.proxy.nodeId) {
      throw new KnownError(EXIT.noInput, {
        code: 'SN002',
        severity: 'error',
        message: `${found.name} is of ${found.proxy.nodeId || 'an unnamed node'} and ${source.origin.name} of ${parts.proxy.nodeId || 'an unnamed node'}: two proxies`,
        hint: 'ask about one proxy at a time',
      });
    }
  }
  return found?.proxy ?? null;
}
