/** Who a route configuration belongs to. */
import type { Attribution, Evidence, GatewayRef } from '../model/index.ts';
import { ambiguous, attributed, oneOf, synthetic } from './claim.ts';
import type { Context } from './context.ts';
import { serverWords } from './gateway-server-claim.ts';
import { serviceOfHost } from './known-services.ts';
import { absence, noTrace } from './no-trace.ts';
import { declaredPort } from './parse/virtual-host-name.ts';
import { gatewayHttp, REASONS, sidecarPort, sniffedPort } from './reasons.ts';
import { distinct, distinctGateways, resourceOf } from './resource-ref.ts';
import type { ConfigPlace } from './route/place.ts';

/** `hosts` are the claims of its virtual hosts, in their order. */
export function routeConfigClaim(place: ConfigPlace, hosts: readonly Attribution[], context: Context): Attribution {
  const { config, name } = place;
  const named: Evidence = { kind: 'routeConfigName', detail: `route configuration ${config.label}` };
  switch (name.kind) {
    case 'gatewayHttps':
      return place.readings.length === 0 ? untraced(context) : httpsClaim(place, named);
    case 'gatewayHttp':
      return httpClaim(place, name.port, hosts, named);
    case 'sidecarPort':
      return context.istio ? synthetic(sidecarPort(name.port), { evidence: [named] }) : untraced(context);
    case 'sidecarService':
      return serviceClaim(name.host, named, context);
    case 'httpProxy':
      return synthetic(REASONS.httpProxy, { evidence: [named] });
    case 'unixSocket':
      return synthetic(REASONS.sidecarSocket, { evidence: [named] });
    case 'waypoint':
      return serviceClaim(name.host, named, context);
    case 'inbound':
      return synthetic(config.name.startsWith('inbound|') ? REASONS.inbound : REASONS.inboundPassthrough, {
        evidence: [named],
      });
    case 'other':
      return ofHosts(hosts) ?? untraced(context);
  }
}

/** The bootstrap's two have no name and hold only built-in routes. */
function ofHosts(hosts: readonly Attribution[]): Attribution | null {
  const [first] = hosts;
  if (first?.status !== 'synthetic' || hosts.some(({ status }) => status !== 'synthetic')) return null;
  return synthetic(first.by, { evidence: first.evidence });
}

function untraced({ istio }: Context): Attribution {
  return noTrace(istio, 'its name is none that Istio gives', [
    absence('no name that Istio gives to route configurations'),
  ]);
}

function httpsClaim({ gateways, readings, evidence }: ConfigPlace, named: Evidence): Attribution {
  const why = 'its name has more dots than one reading allows: names of ports and Gateways may hold dots';
  const support = { evidence: evidence.length > 0 ? evidence : [named], gateways };
  return oneOf(distinct(readings.map(resourceOf)), why, support);
}

/** Plain HTTP is united by port; routes of the Gateway API tell a Gateway, others' are not in the dump. */
function httpClaim({ config }: ConfigPlace, port: number, hosts: readonly Attribution[], named: Evidence): Attribution {
  const declared = new Set(config.virtualHosts.flatMap(({ name }) => declaredPort(name) ?? []));
  const gateways = distinctGateways(hosts.flatMap((host): readonly GatewayRef[] => host.gateways));
  const by = gatewayHttp(
    port,
    [...declared].sort((a, b) => a - b),
  );
  const resources = distinct(gateways.map(resourceOf));
  const [only, ...others] = resources;
  if (only === undefined) return synthetic(by, { evidence: [named] });
  const detail = `its routes are attached through ${gateways.map(serverWords).join('; ')}`;
  const evidence: Evidence[] = [{ kind: 'generatedName', detail }];
  const caveat = 'Istio unites the plain-HTTP servers of all Gateways on the port; of others the dump has no name';
  if (others.length === 0) return attributed(only, { evidence, gateways, caveat });
  return ambiguous(resources, `several Gateways share it; ${caveat}`, { evidence, gateways });
}

function serviceClaim(host: string, named: Evidence, context: Context): Attribution {
  const { resource, evidence } = serviceOfHost(host, context.services);
  if (resource !== null) return attributed(resource, { evidence: [evidence], beside: [named] });
  if (!context.istio) return untraced(context);
  return synthetic(sniffedPort(host), { evidence: [named, evidence] });
}
