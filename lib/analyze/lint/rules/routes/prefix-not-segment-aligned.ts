import { routeSelector } from '../../context.ts';
import type { LintContext, PlacedHost, PlacedRoute } from '../../context.ts';
import { isPathOnly } from '../../look/catch-all.ts';
import { outcomeWords } from '../../look/outcomes.ts';
import { literalOf } from '../../look/path-text.ts';
import { sampleProbe, sampleRequest } from '../../probe/sample-request.ts';
import { defineRule } from '../../rule.ts';
import type { Draft, Rule } from '../../rule.ts';
import { ownerWords } from '../../words/source-words.ts';

interface Args {
  readonly prefix: string;
  readonly sibling: string;
  readonly owner: string;
}

export const prefixNotSegmentAligned: Rule = defineRule<Args>({
  code: 'prefix-not-segment-aligned',
  severity: 'warning',
  needs: ['routes'],
  summary: 'Prefix /x also takes /xyz, for which a later route exists',
  *check(context) {
    for (const place of context.hosts) yield* inHost(context, place);
  },
  message: ({ prefix, sibling, owner }) =>
    `prefix ${prefix} also takes ${sibling}, which ${owner} has a later route for`,
  fix: ({ prefix }) =>
    `match prefix ${prefix}/ and path ${prefix}, or put the longer path first (one VirtualService); Gateway API's PathPrefix ends at segments`,
});

function* inHost(context: LintContext, { config, host }: PlacedHost): Iterable<Draft<Args>> {
  // All of it is redirected to https before any route is asked.
  if (host.requireTls === 'ALL') return;
  const open = new Map<string, PlacedRoute>();
  for (const route of host.routes) {
    const source = context.view.sourceOf(route.id);
    const text = literalOf(route.match);
    if (text === null || source.status === 'synthetic') continue;
    const place: PlacedRoute = { config, host, route, source };
    const taker = takerOf(open, text);
    if (taker !== null && context.outcomes.of(taker.route) !== context.outcomes.of(route)) {
      const sample = sampleRequest(route.match);
      const prefix = literalOf(taker.route.match) ?? '';
      // A third route may take it: then this one is not to blame.
      const probe = sample === null ? null : sampleProbe({ config, host }, sample);
      const probed = probe === null ? null : context.prober.ask(probe);
      const isTaken = probed === null || probed.seen.open || probed.seen.route === taker.route;
      if (probe !== null && isTaken) {
        yield {
          subject: routeSelector(taker),
          args: { prefix, sibling: text, owner: ownerWords(source) },
          confidence: 'certain',
          of: [taker.route.id, route.id],
          proof: {
            kind: 'probe',
            probe,
            holds: (seen) =>
              seen.route === taker.route
                ? `Route ${String(taker.route.index)} (prefix ${prefix}) takes it: it ${outcomeWords(taker.route)}.`
                : null,
          },
        };
      }
    }
    const { path } = route.match;
    const isOpen = path.kind === 'prefix' && text.length > 1 && !text.endsWith('/') && isPathOnly(route.match);
    if (isOpen && !open.has(text)) open.set(text, place);
  }
}

/** The shortest earlier prefix that ends inside a segment of the path. */
function takerOf(open: ReadonlyMap<string, PlacedRoute>, text: string): PlacedRoute | null {
  for (let end = 2; end < text.length; end++) {
    if (text[end] === '/') continue;
    const taker = open.get(text.slice(0, end));
    if (taker !== undefined) return taker;
  }
  return null;
}
