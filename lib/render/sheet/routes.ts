import type { Envelope, RoutesResult, Section } from '../../model/index.ts';
import { counted } from '../phrase/index.ts';
import { countLine, statusCounts } from './count.ts';
import { footerOf } from './footer.ts';
import { routeClusterWords, routeColumns } from './route-columns.ts';
import { routeHeadings } from './route-headings.ts';
import type { RouteLine } from './route-lines.ts';
import { routeLines } from './route-lines.ts';
import type { Sheet, View } from './sheet.ts';
import { fillColumns } from './sheet.ts';

const RELEVANT: ReadonlySet<Section> = new Set<Section>(['routes', 'listeners', 'bootstrap']);

function summary(result: RoutesResult, lines: readonly RouteLine[]): string {
  const configs = new Set<string>();
  const silentHosts = new Set<RouteLine['row']>();
  for (const line of lines) {
    configs.add(line.row.routeConfig);
    if (line.kind !== 'route' && line.row.routes === 0) silentHosts.add(line.row);
  }
  const silent = silentHosts.size;
  const more = [counted(configs.size, 'route configuration')];
  if (silent > 0) more.push(`${counted(silent, 'virtual host')} without routes`);
  const statuses = statusCounts(result.routes.map((row) => row.source.status));
  return countLine(counted(result.routes.length, 'route'), statuses, more, result.filtered);
}

/** The routes table: HOSTS, MATCH, DESTINATION, SOURCE, in the order in which Envoy tries them. */
export function routesSheet(envelope: Envelope<RoutesResult>, result: RoutesResult, view: View): Sheet {
  const lines = routeLines(result);
  const columns = routeColumns(routeClusterWords(result.routes, view.wide), view.wide);
  return {
    columns: fillColumns(columns, view, lines),
    statuses: lines.map((line) => line.row.source.status),
    headings: view.selfContained ? new Map() : routeHeadings(envelope, result, lines),
    footer: footerOf(envelope, result, RELEVANT, view, summary(result, lines)),
  };
}
