import type { Envelope, RoutesResult, Section } from '../../model/index.ts';
import { clusterWords, counted } from '../phrase/index.ts';
import { countLine, statusCounts } from './count.ts';
import { footerOf } from './footer.ts';
import { routeColumns } from './route-columns.ts';
import { routeHeadings } from './route-headings.ts';
import { routeLines } from './route-lines.ts';
import { surveyOf } from './route-survey.ts';
import type { RouteSurvey } from './route-survey.ts';
import type { Sheet, View } from './sheet.ts';
import { fillSheet } from './sheet-rows.ts';

const RELEVANT: ReadonlySet<Section> = new Set<Section>(['routes', 'listeners', 'bootstrap']);

function summary(result: RoutesResult, { routeConfigs, silentHosts, statuses }: RouteSurvey): string {
  const more = [counted(routeConfigs.size, 'route configuration')];
  if (silentHosts > 0) more.push(`${counted(silentHosts, 'virtual host')} without routes`);
  return countLine(counted(result.routes.length, 'route'), statusCounts(statuses), more, result.filtered);
}

/** The routes table: HOSTS, MATCH, DESTINATION, SOURCE, in the order in which Envoy tries them. */
export function routesSheet(envelope: Envelope<RoutesResult>, result: RoutesResult, view: View): Sheet {
  const survey = surveyOf(result);
  const clusters = clusterWords(view.wide, survey.literalHosts);
  return {
    ...fillSheet(
      {
        columns: routeColumns(clusters, view.wide),
        blocks: routeLines(result, survey.perHost),
        statusOf: (line) => line.row.source.status,
        ...(view.selfContained ? {} : { headingOf: routeHeadings(envelope, result) }),
      },
      view,
    ),
    footer: footerOf(envelope, result, RELEVANT, view, summary(result, survey)),
  };
}
