/** Claims of VirtualServices that people wrote, each made once: a gateway's dump holds tens of thousands of such routes. */
import type { ConfigFacts, VirtualServiceFacts } from '../config-facts.ts';
import type { ConfigPlace } from './place.ts';
import type { RouteClaim } from './route-claim.ts';
import { isGatewayOpen, virtualServiceRoute } from './virtual-service-route.ts';

/** At places that say the same of their routes. */
export class VirtualServiceClaims {
  readonly #place: ConfigPlace;
  /** Of routes without a name, which most are, and of those with one. */
  readonly #unnamed = new Map<ConfigFacts, RouteClaim>();
  readonly #named = new Map<ConfigFacts, Map<string, RouteClaim>>();
  /** Routes of one object stand together. */
  #last: { readonly facts: ConfigFacts; readonly routeName: string | undefined; readonly claim: RouteClaim } | null =
    null;

  constructor(place: ConfigPlace) {
    this.#place = place;
  }

  of(facts: ConfigFacts, virtualService: VirtualServiceFacts, routeName: string | undefined): RouteClaim {
    const last = this.#last;
    if (last?.facts === facts && last.routeName === routeName) return last.claim;
    let claim = routeName === undefined ? this.#unnamed.get(facts) : this.#named.get(facts)?.get(routeName);
    if (claim === undefined) {
      claim = virtualServiceRoute(facts, virtualService, routeName, this.#place);
      this.#keep(facts, routeName, claim);
    }
    this.#last = { facts, routeName, claim };
    return claim;
  }

  #keep(facts: ConfigFacts, routeName: string | undefined, claim: RouteClaim): void {
    if (routeName === undefined) {
      this.#unnamed.set(facts, claim);
      return;
    }
    let byName = this.#named.get(facts);
    if (byName === undefined) this.#named.set(facts, (byName = new Map<string, RouteClaim>()));
    byName.set(routeName, claim);
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
