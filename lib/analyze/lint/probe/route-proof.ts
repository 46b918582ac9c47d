/** The proof that a route is used: a request that it takes, or else the facts. */
import type { LintContext, PlacedRoute } from '../context.ts';
import type { Proof } from './proof.ts';
import { facts } from './proof.ts';
import { sampleProbe, sampleRequest } from './sample-request.ts';

/** `outcome` is said of the request; `stated` stands where none is found that the route takes. */
export function routeProof(
  context: LintContext,
  place: PlacedRoute,
  outcome: string,
  ...stated: readonly string[]
): Proof {
  const { config, host, route } = place;
  const sample = sampleRequest(route.match);
  if (sample === null) return facts(...stated);
  const probe = sampleProbe({ config, host }, sample);
  const probed = context.prober.ask(probe);
  if (probed === null || probed.seen.route !== route) return facts(...stated);
  return { kind: 'probe', probe, holds: (seen) => (seen.route === route ? outcome : null) };
}
