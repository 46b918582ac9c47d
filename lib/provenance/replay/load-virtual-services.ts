/** User-written VirtualServices → replay form, short names resolved with each object's own namespace. */
import {
  virtualServiceSpecOf,
  type HttpMatch,
  type HttpRule,
  type Layer4Rule,
  type Mirror,
  type Resource,
  type WeightedDestination,
} from '../../resources/index.ts';
import type { Place, ReplayRule, ReplayVirtualService } from './effective.ts';
import { MESH_GATEWAY, resolveGatewayName, resolveHost } from './resolve-names.ts';

export function loadVirtualService(resource: Resource, domain: string): ReplayVirtualService {
  const spec = virtualServiceSpecOf(resource);
  const { name, namespace } = resource.ref;
  const names = new NameResolver(namespace, domain);
  return {
    name,
    namespace,
    created: resource.created,
    hosts: spec.hosts.map((host) => names.host(host)),
    gateways: spec.gateways.length === 0 ? [MESH_GATEWAY] : names.gateways(spec.gateways),
    exportTo: spec.exportTo,
    semantics: 'istio',
    fromTlsRoute: false,
    http: spec.http.map((rule, index) =>
      replayRuleOf(names.httpRule(rule), { resource, path: `http[${String(index)}]` }),
    ),
    tls: spec.tls.map((rule, index) => ({
      rule: names.layer4Rule(rule),
      origin: { resource, path: `tls[${String(index)}]` },
    })),
    tcp: spec.tcp.map((rule, index) => ({
      rule: names.layer4Rule(rule),
      origin: { resource, path: `tcp[${String(index)}]` },
    })),
    sources: [resource],
  };
}

function replayRuleOf(rule: HttpRule, place: Place): ReplayRule {
  const { resource, path } = place;
  const origin = { resource, path, via: null };
  const matches = rule.matches.map((match, index) => ({
    match,
    origin: { resource, path: `${path}.match[${String(index)}]`, via: null },
  }));
  return { rule, matches: matches.length === 0 ? [{ match: null, origin }] : matches, origin };
}

class NameResolver {
  readonly #namespace: string;
  readonly #domain: string;

  constructor(namespace: string, domain: string) {
    this.#namespace = namespace;
    this.#domain = domain;
  }

  host(host: string): string {
    return resolveHost(host, this.#namespace, this.#domain);
  }

  gateways(gateways: readonly string[]): readonly string[] {
    return gateways.map((gateway) => resolveGatewayName(gateway, this.#namespace));
  }

  httpRule(rule: HttpRule): HttpRule {
    const destinations = this.#destinations(rule.destinations);
    const isSame =
      destinations === rule.destinations &&
      rule.mirror === undefined &&
      rule.mirrors.length === 0 &&
      rule.matches.every(({ gateways }) => gateways.length === 0);
    if (isSame) return rule;
    return {
      ...rule,
      matches: rule.matches.map((match) => this.#match(match)),
      destinations,
      mirror: rule.mirror === undefined ? undefined : this.#mirror(rule.mirror),
      mirrors: rule.mirrors.map((mirror) => this.#mirror(mirror)),
    };
  }

  layer4Rule(rule: Layer4Rule): Layer4Rule {
    return {
      matches: rule.matches.map((match) => ({ ...match, gateways: this.gateways(match.gateways) })),
      destinations: this.#destinations(rule.destinations),
    };
  }

  #match(match: HttpMatch): HttpMatch {
    return match.gateways.length === 0 ? match : { ...match, gateways: this.gateways(match.gateways) };
  }

  #destinations(destinations: readonly WeightedDestination[]): readonly WeightedDestination[] {
    if (destinations.every(({ destination }) => this.host(destination.host) === destination.host)) return destinations;
    return destinations.map((weighted) => ({
      ...weighted,
      destination: { ...weighted.destination, host: this.host(weighted.destination.host) },
    }));
  }

  #mirror(mirror: Mirror): Mirror {
    return { ...mirror, destination: { ...mirror.destination, host: this.host(mirror.destination.host) } };
  }
}
