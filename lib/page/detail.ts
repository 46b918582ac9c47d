/** The pane beside the list: one object in full, in the words of `whyroute explain`, drawn and in the dump's own words. */
import { explain } from '../analyze/explain/index.ts';
import { clustersDocument } from '../analyze/inventory/index.ts';
import type { PackedReport } from '../analyze/report/index.ts';
import { isWhole } from '../matching/index.ts';
import type { ClusterRow, ClusterSpecifier, ExplainedObject, Source } from '../model/index.ts';
import { jsonText } from '../render/escape/index.ts';
import { evidenceWords, gatewayWords, sourceWords } from '../render/phrase/index.ts';
import { fragmentOf } from './data.ts';
import { el, lines, section } from './dom.ts';
import type { Child } from './dom.ts';
import { findingsAt } from './findings-view.ts';
import { makerOf, picture, stationsOf } from './picture.ts';
import type { Station } from './picture.ts';
import type { Line } from './rows.ts';

const MOST_CLUSTERS = 4;

function names(cluster: ClusterSpecifier): readonly string[] {
  if (cluster.kind === 'cluster') return [cluster.name];
  return cluster.kind === 'weighted' ? cluster.clusters.flatMap(({ name }) => name ?? []) : [];
}

const rows = new WeakMap<PackedReport, ReadonlyMap<string, ClusterRow>>();

/** Clusters by name, made when the first route is opened. */
function clustersOf(packed: PackedReport): ReadonlyMap<string, ClusterRow> {
  const { snapshot, provenance } = packed;
  const known =
    rows.get(packed) ?? new Map(clustersDocument(snapshot, provenance).clusters.map((row) => [row.name, row]));
  rows.set(packed, known);
  return known;
}

/** Clusters of a route and what is known of their endpoints. */
export function clusterStations(packed: PackedReport, line: Line): readonly Station[] {
  const { action } = line.row;
  if (action.kind !== 'forward') return [{ role: 'answer', name: line.action, maker: null, state: 'stopped' }];
  const all = names(action.cluster);
  const clusters = clustersOf(packed);
  // Only a whole list of clusters proves that one is not there.
  const absent = isWhole(packed.snapshot, 'clusters');
  const shown = all.slice(0, MOST_CLUSTERS).map((name): Station => {
    const row = clusters.get(name);
    const maker = row === undefined ? null : (makerOf(row.destinationRule) ?? makerOf(row.source));
    return { role: 'cluster', name, maker, state: row !== undefined ? 'taken' : absent ? 'stopped' : 'open' };
  });
  const more = all.length - shown.length;
  if (more > 0) shown.push({ role: 'clusters', name: `${String(more)} more`, maker: null, state: 'taken' });
  if (absent && all.length > 0 && all.every((name) => !clusters.has(name))) {
    return [...shown, { role: 'answer', name: 'no such cluster', maker: null, state: 'stopped' }];
  }
  return [...shown, endpointsStation(all.map((name) => clusters.get(name)?.endpoints ?? null))];
}

function endpointsStation(all: readonly ClusterRow['endpoints'][]): Station {
  const known = all.filter((one) => one !== null);
  const healthy = known.reduce((sum, one) => sum + one.healthy, 0);
  const total = known.reduce((sum, one) => sum + one.total, 0);
  if (known.length < all.length || all.length === 0) {
    return { role: 'endpoints', name: 'not in this input', maker: null, state: 'open' };
  }
  const state = healthy === 0 ? 'stopped' : 'taken';
  return { role: 'endpoints', name: `${String(healthy)} of ${String(total)} healthy`, maker: null, state };
}

export function sourceLines(source: Source): readonly Child[] {
  return [
    section(
      'Made by',
      el('p', {}, sourceWords(source, true)),
      el('p', { class: 'quiet' }, `confidence: ${source.confidence}`),
    ),
    lines('Evidence', source.evidence.map(evidenceWords)),
    lines('Attached through', source.gateways.map(gatewayWords)),
  ];
}

/** `follow` makes a link to another object. */
export function explained(object: ExplainedObject, follow: (selector: string) => Node): readonly Child[] {
  const competes = object.competes.map(({ selector, why }) => el('li', {}, follow(selector), `: ${why}`));
  return [
    el('p', {}, object.what.join(' ')),
    ...(object.source === null ? [] : sourceLines(object.source)),
    lines(
      'Path',
      object.path.map(({ label, detail }) => (detail === '' ? label : `${label}: ${detail}`)),
    ),
    competes.length === 0 ? null : section('Competes with', el('ul', {}, ...competes)),
  ];
}

function fragment(line: Line): HTMLElement {
  const text = el('pre', { tabindex: '0' }, 'reading…');
  const { routeConfig, virtualHost, index } = line.row;
  void fragmentOf(routeConfig, virtualHost, index).then((raw) => {
    text.textContent = jsonText(JSON.stringify(raw ?? line.row, null, 2));
  });
  return section('In the dump', text);
}

export function routeDetail(
  packed: PackedReport,
  line: Line,
  width: number,
  follow: (selector: string) => Node,
): readonly Child[] {
  const { snapshot, provenance } = packed;
  const [object] = explain(snapshot, provenance, line.selector).objects;
  const listeners = snapshot.listeners.filter((one) => one.port !== null && line.row.ports.includes(one.port));
  const stations = stationsOf(
    line.row,
    listeners.map(({ label }) => label),
    clusterStations(packed, line),
  );
  return [
    el('h2', { tabindex: '-1' }, line.hosts),
    el('p', { class: 'selector' }, line.selector),
    el('dl', {}, el('dt', {}, 'Match'), el('dd', {}, line.match), el('dt', {}, 'Does'), el('dd', {}, line.action)),
    el(
      'div',
      { class: 'drawing', tabindex: '0', role: 'group', 'aria-label': 'Path of a request' },
      picture(stations, width),
    ),
    findingsAt(packed, line.selector, follow),
    ...(object === undefined ? sourceLines(line.row.source) : explained(object, follow)),
    fragment(line),
  ];
}
