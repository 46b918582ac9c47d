/** Routes of VirtualServices that people wrote. */
import type { Evidence } from '../../model/index.ts';
import { attributed } from '../claim.ts';
import type { ConfigFacts, VirtualServiceFacts } from '../config-facts.ts';
import type { ConfigPlace } from './place.ts';
import type { RouteClaim } from './route-claim.ts';

/** Metadata names the root in every version, and no index (reference/istio-provenance.md 2.5, 2.6). */
const ROOT =
  'Istio names the root VirtualService only: which of its rules this is, and the delegate to edit where that rule ' +
  'delegates, are not in the dump';
const ROOT_AND_GATEWAY = `${ROOT}; nor is the Gateway`;

/** Whether the place leaves open which Gateway its routes are attached through. */
export function isGatewayOpen({ name, readings }: ConfigPlace): boolean {
  return name.kind === 'gatewayHttp' || readings.length > 1;
}

/** `routeName` confirms a rule but is no index: names may hold dots and be used twice (reference 2.1). */
export function virtualServiceRoute(
  { evidence }: ConfigFacts,
  { ref, owners }: VirtualServiceFacts,
  routeName: string | undefined,
  place: ConfigPlace,
): RouteClaim {
  // Not pushed: a list that grows keeps room for more, and there is one for nearly every route.
  const proof: readonly Evidence[] =
    routeName === undefined
      ? [evidence]
      : [evidence, { kind: 'routeName', detail: `route name ${routeName}: the rule's, then .match's` }];
  const attribution = attributed(ref, {
    evidence: proof,
    beside: place.evidence,
    gateways: place.gateways,
    caveat: isGatewayOpen(place) ? ROOT_AND_GATEWAY : ROOT,
  });
  return { attribution, owners };
}
