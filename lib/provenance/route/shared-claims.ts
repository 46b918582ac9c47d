/** Claims of VirtualServices that people wrote, each made once: a gateway's dump holds tens of thousands of such routes. */
import type { ConfigFacts, VirtualServiceFacts } from '../config-facts.ts';
import type { ConfigPlace } from './place.ts';
import type { RouteClaim } from './route-claim.ts';
import { isGatewayOpen, virtualServiceRoute } from './virtual-service-route.ts';

/** At places that say the same of their routes. */
export class VirtualServiceClaims {
  readonly #place: ConfigPlace;
  readonly #known = new Map<ConfigFacts, Map<string | undefined, RouteClaim>>();
  /** Routes of one object stand together. */
  #facts: ConfigFacts | null = null;
  #byName = new Map<string | undefined, RouteClaim>();

  constructor(place: ConfigPlace) {
    this.#place = place;
  }

  of(facts: ConfigFacts, virtualService: VirtualServiceFacts, routeName: string | undefined): RouteClaim {
    if (facts !== this.#facts) this.#turnTo(facts);
    let claim = this.#byName.get(routeName);
    if (claim === undefined) {
      claim = virtualServiceRoute(facts, virtualService, routeName, this.#place);
      this.#byName.set(routeName, claim);
    }
    return claim;
  }

  #turnTo(facts: ConfigFacts): void {
    let byName = this.#known.get(facts);
    if (byName === undefined) this.#known.set(facts, (byName = new Map<string | undefined, RouteClaim>()));
    this.#facts = facts;
    this.#byName = byName;
  }
}

/** Configurations that name no Gateway, as all of plain HTTP, tell nothing of their routes but whether that is open. */
export class SharedClaims {
  readonly #silent = new Map<boolean, VirtualServiceClaims>();

  at(place: ConfigPlace): VirtualServiceClaims {
    if (place.gateways.length > 0 || place.evidence.length > 0) return new VirtualServiceClaims(place);
    const open = isGatewayOpen(place);
    let claims = this.#silent.get(open);
    if (claims === undefined) this.#silent.set(open, (claims = new VirtualServiceClaims(place)));
    return claims;
  }
}
