import { hostSelector, routeSelector } from '../../context.ts';
import type { LintContext, PlacedHost, PlacedRoute } from '../../context.ts';
import { isCatchAll } from '../../look/catch-all.ts';
import { sampleProbe, sampleRequest } from '../../probe/sample-request.ts';
import { defineRule } from '../../rule.ts';
import type { Draft, Rule } from '../../rule.ts';
import { ownerKey, ownerWords } from '../../words/source-words.ts';

interface Args {
  readonly winner: string;
}

export const duplicateCatchall: Rule = defineRule<Args>({
  code: 'duplicate-catchall',
  severity: 'error',
  needs: ['routes'],
  summary: 'Two objects each have a route for everything on one host: only the first is ever used',
  *check(context) {
    for (const place of context.hosts) yield* inHost(context, place);
  },
  message: ({ winner }) => `its route for everything gets no request: ${winner} has one that comes first`,
  fix: () => 'keep one fallback per host: put both into one VirtualService, or narrow one by a path',
});

function* inHost(context: LintContext, { config, host }: PlacedHost): Iterable<Draft<Args>> {
  // All of it is redirected to https before any route is asked.
  if (host.requireTls === 'ALL') return;
  let first: PlacedRoute | null = null;
  for (const route of host.routes) {
    const source = context.view.sourceOf(route.id);
    if (source.status === 'synthetic' || !isCatchAll(route.match)) continue;
    const place: PlacedRoute = { config, host, route, source };
    if (first === null) {
      first = place;
      continue;
    }
    const winner = first;
    if (
      ownerKey(winner.source) === ownerKey(source) ||
      context.outcomes.of(winner.route) === context.outcomes.of(route)
    )
      continue;
    const sample = sampleRequest(route.match);
    if (sample === null) continue;
    yield {
      subject: routeSelector(place),
      args: { winner: ownerWords(winner.source) },
      confidence: 'certain',
      of: [route.id, winner.route.id],
      proof: {
        kind: 'probe',
        probe: sampleProbe({ config, host }, sample, '/anything'),
        holds: (seen) =>
          seen.route === null || seen.route === route
            ? null
            : `${hostSelector({ config, host })}: route ${String(seen.route.index)} takes it, not route ${String(route.index)}.`,
      },
    };
  }
}
