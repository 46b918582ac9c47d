/** Which route takes the request, and why the others of its virtual host do not. */
import type { Route, TraceHop } from '../../../model/index.ts';
import { nearRoutes } from '../near/routes.ts';
import type { Outcome } from '../outcome.ts';
import type { Tracer } from '../tracer.ts';
import { gapWords } from '../words/gap.ts';
import { matchText } from '../words/match.ts';
import { counted } from '../words/quote.ts';
import { hopOf } from './hop.ts';

export function routeHop(tracer: Tracer, outcome: Outcome): TraceHop | null {
  const { virtualHost, route, routeConfig, reason, candidates, gaps } = outcome.answer;
  if (virtualHost === null || routeConfig === null || reason.kind === 'requireTls') return null;
  const place = `${routeConfig.label}/${virtualHost.name}`;
  const shared = {
    stage: 'route',
    consulted: [`${counted(virtualHost.routes.length, 'route')} of ${virtualHost.name}, first match wins`],
    losers: nearRoutes(tracer, outcome),
    notes: drawNotes(route),
  } as const;
  if (route === null) {
    if (reason.kind !== 'gaps')
      return hopOf({
        ...shared,
        outcome: 'answered',
        decided: `None of the ${counted(virtualHost.routes.length, 'route')} matches: 404.`,
      });
    const which = candidates.map(({ index }) => String(index)).join(', ');
    const may = candidates.length === 0 ? '' : ` It may be route ${which}.`;
    return hopOf({ ...shared, outcome: 'open', decided: `Cannot be told: ${gaps.map(gapWords).join('; ')}.${may}` });
  }
  const refused = reason.kind === 'upgradeRefused' ? ` The upgrade to ${reason.upgrade} is not allowed here: 403.` : '';
  const nth = route.index === 0 ? 'the first route' : `route ${String(route.index)}, the first of those that match`;
  return hopOf({
    ...shared,
    outcome: refused === '' ? 'taken' : 'answered',
    chosen: `${place}/${String(route.index)}`,
    source: tracer.view.sourceOf(route.id),
    decided: `${matchText(route.match)} matches: ${nth}.${refused}`,
  });
}

/** One random number a request is shared by the fractions of its routes and by the weights of its clusters. */
function drawNotes(route: Route | null): readonly string[] {
  const fraction = route?.match.runtimeFraction;
  const weighted = route?.action.kind === 'forward' && route.action.cluster.kind === 'weighted';
  if (fraction === undefined || !weighted) return [];
  return [
    'Envoy draws one random number a request for both the fraction and the weights: the two are not independent.',
  ];
}
