/** Claims of all routes of one route configuration. */
import type { Attribution, Evidence, Route, VirtualHost } from '../../model/index.ts';
import { unattributed } from '../claim.ts';
import type { ConfigFacts } from '../config-facts.ts';
import type { Context } from '../context.ts';
import { absence, noTrace } from '../no-trace.ts';
import { builtInRoute } from './built-in-route.ts';
import { gatewayApiRoute } from './gateway-api-route.ts';
import { ingressRoute } from './ingress-route.ts';
import type { ConfigPlace } from './place.ts';
import type { RouteClaim } from './route-claim.ts';
import type { SharedClaims, VirtualServiceClaims } from './shared-claims.ts';

/** Claims of routes from VirtualServices are shared, as far as what their configuration says of them is the same. */
export class RouteClaims {
  readonly #place: ConfigPlace;
  readonly #context: Context;
  readonly #ofPeople: VirtualServiceClaims;
  /** Provenance strings of the virtual host at hand; only generated ones are asked for. */
  #counted: { readonly host: VirtualHost; readonly counts: ReadonlyMap<string, number> } | null = null;

  constructor(place: ConfigPlace, context: Context, shared: SharedClaims) {
    this.#place = place;
    this.#context = context;
    this.#ofPeople = shared.at(place);
  }

  of(route: Route, host: VirtualHost): RouteClaim {
    const config = route.istio?.config;
    if (config === undefined) return this.#unmarked(route, host);
    const facts = this.#context.configs.of(config);
    const { virtualService } = facts;
    if (virtualService === null) return { attribution: foreignMark(facts), owners: [] };
    const { name } = virtualService;
    switch (name.kind) {
      case 'user':
      case 'layer4':
        return this.#ofPeople.of(facts, virtualService, route.name);
      case 'ingress':
        return ingressRoute(
          route,
          virtualService,
          name.prefix,
          host,
          this.#place,
          this.#context,
          this.#isAlone(config, host),
        );
      case 'route':
      case 'gatewayHost':
      case 'meshHost':
        return gatewayApiRoute(route, virtualService, name, this.#place, this.#context, this.#isAlone(config, host));
      case 'generated':
        return { attribution: unknownGenerated(facts), owners: [] };
    }
  }

  /** True when no other route of the virtual host bears the same provenance string. */
  #isAlone(config: string, host: VirtualHost): boolean {
    if (this.#counted?.host !== host) {
      const counts = new Map<string, number>();
      for (const { istio } of host.routes) {
        if (istio?.config !== undefined) counts.set(istio.config, (counts.get(istio.config) ?? 0) + 1);
      }
      this.#counted = { host, counts };
    }
    return this.#counted.counts.get(config) === 1;
  }

  #unmarked(route: Route, host: VirtualHost): RouteClaim {
    const builtIn = builtInRoute(route, host, this.#place, this.#context);
    if (builtIn !== null) return { attribution: builtIn, owners: [] };
    const evidence: Evidence[] = [absence('no istio.config in its metadata')];
    if (route.decorator !== undefined && route.decorator !== '') {
      evidence.push({
        kind: 'decorator',
        detail: `decorator operation ${route.decorator}: destination or VirtualService`,
      });
    }
    const what = 'the route carries no Istio metadata and is none that Istio builds in';
    return { attribution: noTrace(this.#context.istio, what, evidence), owners: [] };
  }
}

/** Istio marks routes with VirtualServices only: anything else was written by somebody (reference 1.1). */
function foreignMark({ evidence }: ConfigFacts): Attribution {
  const why = 'its istio.config is not what Istio writes on a route: most likely an EnvoyFilter set it';
  return unattributed(why, { evidence: [evidence] });
}

function unknownGenerated({ evidence }: ConfigFacts): Attribution {
  const why = 'Istio generated the VirtualService that its metadata names, by a rule that this version does not know';
  return unattributed(why, { evidence: [evidence] });
}
