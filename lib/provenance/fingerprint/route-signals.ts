/** What route configurations tell of the control plane that wrote them. */
import type { Route, RouteConfiguration, VirtualHost } from '../../model/index.ts';
import type { ConfigFacts } from '../config-facts.ts';
import { parseRouteConfigName } from '../parse/route-config-name.ts';
import type { RouteConfigName } from '../parse/route-config-name.ts';
import { parseRouteRuleName } from '../parse/route-rule-name.ts';
import { hostsOfDomains, parseVirtualHostName } from '../parse/virtual-host-name.ts';
import type { BoundsBuilder } from './bounds.ts';
import { learnFromConfig } from './config-signals.ts';

/** The newest minors that a route and a virtual host show: beyond them, looking at thousands tells no more. */
const NEWEST_OF_ROUTE = 19;
const NEWEST_OF_HOST = 15;

/** Only what istiod marked counts: an EnvoyFilter may write what no istiod of that age does (reference 11). */
export class RouteConfigSignals {
  readonly name: RouteConfigName;
  readonly #config: RouteConfiguration;
  readonly #bounds: BoundsBuilder;
  readonly #isGateway: boolean;
  #last: ConfigFacts | null = null;
  #hostMarked = false;
  #marked = false;

  constructor(config: RouteConfiguration, bounds: BoundsBuilder) {
    this.name = parseRouteConfigName(config.name);
    this.#config = config;
    this.#bounds = bounds;
    this.#isGateway = this.name.kind === 'gatewayHttp' || this.name.kind === 'gatewayHttps';
  }

  /** A route with a provenance string, before its virtual host. */
  seeRoute(route: Route, facts: ConfigFacts): void {
    this.#hostMarked = true;
    if (facts !== this.#last) learnFromConfig(facts, this.#bounds);
    this.#last = facts;
    if (!this.#bounds.isBeyond(NEWEST_OF_ROUTE)) learnFromRoute(route, facts, this.#bounds);
  }

  seeHost(host: VirtualHost): void {
    const marked = this.#hostMarked;
    this.#marked ||= marked;
    this.#hostMarked = false;
    if (this.#isGateway && !this.#bounds.isBeyond(NEWEST_OF_HOST)) learnFromHost(host, marked, this.name, this.#bounds);
  }

  /** The configuration itself, after its virtual hosts. */
  seeEnd(): void {
    if (!this.#isGateway && !this.#marked) return;
    const { name, ignorePortInHostMatching, maxDirectResponseBodySizeBytes } = this.#config;
    if (ignorePortInHostMatching) this.#bounds.atLeast(15, 'ports are ignored when a host is matched');
    if (maxDirectResponseBodySizeBytes !== undefined) {
      this.#bounds.atLeast(this.#isGateway ? 18 : 17, 'route configurations limit the body of direct responses');
    }
    if (this.name.kind === 'gatewayHttp' && this.name.bind !== null) {
      this.#bounds.atLeast(10, `${name} names a bind address`);
    }
  }
}

function learnFromHost(host: VirtualHost, marked: boolean, name: RouteConfigName, bounds: BoundsBuilder): void {
  const parsed = parseVirtualHostName(host.name);
  if (parsed === null) return;
  const isBlackhole = parsed.host === 'blackhole' && host.domains.includes('*');
  if (isBlackhole && host.routes.length > 0) bounds.atMost(7, 'an empty port answers by a route of its own');
  if (isBlackhole && host.routes.length === 0) bounds.atLeast(8, 'an empty port has no routes');
  if (!marked && !isBlackhole) return;
  if (name.kind === 'gatewayHttp' && parsed.port !== name.port) {
    const [bound, declared] = [String(name.port), String(parsed.port)];
    bounds.atLeast(11, `http.${bound} carries the port that is bound, not the declared ${declared}`);
  }
  if (host.domains.some((domain) => domain.endsWith(':*'))) bounds.atMost(14, 'domains are listed again with :*');
  if (hostsOfDomains(host.domains).length > 1) bounds.atLeast(11, 'hosts with equal routes share a virtual host');
}

function learnFromRoute({ name, match, action }: Route, facts: ConfigFacts, bounds: BoundsBuilder): void {
  const kind = facts.virtualService?.name.kind;
  if ((kind === 'route' || kind === 'gatewayHost') && name !== undefined && parseRouteRuleName(name) !== null) {
    bounds.atLeast(17, 'routes of the Gateway API are named after their rule');
  }
  if (match.path.kind === 'pathSeparatedPrefix') bounds.atLeast(14, 'prefixes end at path separators');
  if (match.headers?.some(({ test }) => test.kind === 'deprecatedExact') === true) {
    bounds.atMost(13, 'headers are matched by exact_match');
  }
  if (action.kind === 'forward' && action.cluster.kind === 'weighted' && action.cluster.clusters.length === 1) {
    bounds.atLeast(19, 'a single weighted cluster is kept as such');
  }
}
