/** What route configurations tell of the control plane that wrote them. */
import type { Route, RouteConfiguration, VirtualHost } from '../../model/index.ts';
import type { ConfigFacts, ConfigReader } from '../config-facts.ts';
import { parseRouteConfigName } from '../parse/route-config-name.ts';
import type { RouteConfigName } from '../parse/route-config-name.ts';
import { parseRouteRuleName } from '../parse/route-rule-name.ts';
import { hostsOfDomains, parseVirtualHostName } from '../parse/virtual-host-name.ts';
import type { BoundsBuilder } from './bounds.ts';
import { learnFromConfig } from './config-signals.ts';

/** The newest minor that a single route shows: once that much is known, looking at thousands of them tells no more. */
const NEWEST_SIGN = 19;

/** Only what istiod marked counts: an EnvoyFilter may write what no istiod of that age does (reference 11). */
export function learnFromRouteConfig(config: RouteConfiguration, configs: ConfigReader, bounds: BoundsBuilder): void {
  const name = parseRouteConfigName(config.name);
  const isGateway = name.kind === 'gatewayHttp' || name.kind === 'gatewayHttps';
  let marked = false;
  const seen = new Set<ConfigFacts>();
  for (const host of config.virtualHosts) {
    let hostMarked = false;
    for (const route of host.routes) {
      if (route.istio?.config === undefined) continue;
      hostMarked = true;
      const facts = configs.of(route.istio.config);
      if (!seen.has(facts)) {
        seen.add(facts);
        learnFromConfig(facts, bounds);
      }
      if (!bounds.isBeyond(NEWEST_SIGN)) learnFromRoute(route, facts, bounds);
    }
    marked ||= hostMarked;
    if (isGateway) learnFromHost(host, hostMarked, name, bounds);
  }
  if (!isGateway && !marked) return;
  if (config.ignorePortInHostMatching) bounds.atLeast(15, 'ports are ignored when a host is matched');
  if (config.maxDirectResponseBodySizeBytes !== undefined) {
    bounds.atLeast(isGateway ? 18 : 17, 'route configurations limit the body of direct responses');
  }
  if (name.kind === 'gatewayHttp' && name.bind !== null) bounds.atLeast(10, `${config.name} names a bind address`);
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
