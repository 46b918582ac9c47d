/** One answer of `trace --batch`. */
import type { TraceLine } from '../../model/index.ts';
import type { Request } from '../../matching/index.ts';
import type { Outcome } from './outcome.ts';
import { outcomeOf } from './outcome.ts';
import type { Tracer } from './tracer.ts';
import { whyWords } from './words/why.ts';

/** The contract's line for one request. */
export function traceLine(tracer: Tracer, request: Request): TraceLine {
  return lineOf(tracer, outcomeOf(tracer, request));
}

/**
 * `route` is given whenever one was chosen, whatever comes of it; `source` is the route's, the filter chain's for TCP, and
 * the virtual host's where that answers itself (require_tls).
 */
export function lineOf(tracer: Tracer, outcome: Outcome): TraceLine {
  const { answer } = outcome;
  const { route, virtualHost, chain, disposition } = answer;
  const owner =
    route ?? (disposition === 'tcp-forwarded' ? chain : answer.reason.kind === 'requireTls' ? virtualHost : null);
  const source = owner === null ? null : tracer.view.sourceOf(owner.id);
  return {
    disposition: outcome.disposition,
    status: outcome.status,
    route: placeOf(tracer, answer),
    source,
    clusters: answer.clusters,
    why: whyWords(tracer, outcome, source),
  };
}

/** The same object for the same route, so that it is written out once. */
function placeOf({ places }: Tracer, { route, routeConfig, virtualHost }: Outcome['answer']): TraceLine['route'] {
  if (route === null || routeConfig === null || virtualHost === null) return null;
  let place = places.get(route.id);
  if (place === undefined) {
    place = { routeConfig: routeConfig.label, virtualHost: virtualHost.name, index: route.index };
    places.set(route.id, place);
  }
  return place;
}
