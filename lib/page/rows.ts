/** The routes as lines of the list: worded once, searched as text. */
import { routesDocument } from '../analyze/inventory/index.ts';
import type { PackedReport } from '../analyze/report/index.ts';
import type { RouteRow } from '../model/index.ts';
import type { ClusterWords } from '../render/phrase/index.ts';
import { actionWords, addLiteralHosts, clusterWords, matchWords, sourceWords } from '../render/phrase/index.ts';

export interface Line {
  readonly row: RouteRow;
  /** `CONFIG/VHOST/INDEX`, as `whyroute explain` takes it. */
  readonly selector: string;
  readonly hosts: string;
  readonly match: string;
  readonly action: string;
  readonly source: string;
  /** All of them and the cluster names, in lower case. */
  readonly text: string;
}

export interface Wanted {
  readonly search: string;
  readonly host: string;
  readonly path: string;
  readonly source: string;
  readonly cluster: string;
  readonly unattributed: boolean;
}

export const ANYTHING: Wanted = { search: '', host: '', path: '', source: '', cluster: '', unattributed: false };

export function selectorOf({ routeConfig, virtualHost, index }: RouteRow): string {
  return `${routeConfig}/${virtualHost}/${String(index)}`;
}

/** Names without what all of them share, where that leaves no doubt. */
function shortWords(rows: readonly RouteRow[]): ClusterWords {
  const hosts = new Set<string>();
  for (const { action } of rows) if (action.kind === 'forward') addLiteralHosts(action.cluster, hosts);
  return clusterWords(false, hosts);
}

function lineOf(row: RouteRow, clusters: ClusterWords): Line {
  const hosts = row.domains.join(', ');
  const match = matchWords(row.match);
  const action = actionWords(row.action, row.perFilterConfig, clusters);
  const source = sourceWords(row.source, false);
  const selector = selectorOf(row);
  const text = `${hosts} ${match} ${action} ${source} ${selector}`.toLowerCase();
  return { row, selector, hosts, match, action, source, text };
}

export class Lines {
  readonly all: readonly Line[];
  readonly #packed: PackedReport;

  constructor(packed: PackedReport) {
    this.#packed = packed;
    const routes = [...routesDocument(packed.snapshot, packed.provenance).routes];
    const words = shortWords(routes);
    this.all = routes.map((row) => lineOf(row, words));
  }

  find(selector: string): Line | undefined {
    return this.all.find((line) => line.selector === selector);
  }

  /** Host, path and cluster as `whyroute routes` filters them; search and source as text. */
  filtered(wanted: Wanted): readonly Line[] {
    const may = this.#mayFit(wanted);
    const words = wanted.search
      .toLowerCase()
      .split(/\s+/)
      .filter((word) => word !== '');
    const source = wanted.source.toLowerCase();
    return this.all.filter(
      (line) =>
        (may === null || may.has(line.selector)) &&
        (!wanted.unattributed || line.row.source.status === 'unattributed') &&
        (source === '' || line.source.toLowerCase().includes(source)) &&
        words.every((word) => line.text.includes(word)),
    );
  }

  #mayFit({ host, path, cluster }: Wanted): ReadonlySet<string> | null {
    if (host === '' && path === '' && cluster === '') return null;
    const filters = {
      ...(host === '' ? {} : { host }),
      ...(path === '' ? {} : { path: path.startsWith('/') ? path : `/${path}` }),
      ...(cluster === '' ? {} : { cluster }),
    };
    const { snapshot, provenance } = this.#packed;
    return new Set([...routesDocument(snapshot, provenance, filters).routes].map(selectorOf));
  }
}
