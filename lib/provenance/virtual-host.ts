/** Who a virtual host exists for. */
import type { Attribution, Evidence, GatewayRef, ResourceRef, VirtualHost } from '../model/index.ts';
import { ambiguous, attributed, synthetic } from './claim.ts';
import type { Context } from './context.ts';
import { serverWords } from './gateway-server-claim.ts';
import { absence, noTrace } from './no-trace.ts';
import { parseVirtualHostName } from './parse/virtual-host-name.ts';
import { blackhole, REASONS } from './reasons.ts';
import { distinct, distinctGateways, resourceOf, wordsOf } from './resource-ref.ts';
import type { ConfigPlace } from './route/place.ts';
import type { RouteClaim } from './route/route-claim.ts';

/**
 * istiod makes a virtual host because routes of a host exist, so it belongs to their owners: one is its resource, several
 * are candidates, all of them right. Without owners it is built in when all its routes are, or has no trace.
 */
export function virtualHostClaim(
  host: VirtualHost,
  claims: readonly RouteClaim[],
  place: ConfigPlace,
  context: Context,
): Attribution {
  const owners = ownersOf(claims);
  if (owners.length > 0) return ofOwners(host, owners, claims, place);
  const [first] = claims;
  if (first === undefined) return withoutRoutes(host, place, context);
  const builtIn = claims.every(({ attribution }) => attribution.status === 'synthetic');
  if (builtIn && first.attribution.status === 'synthetic') {
    return synthetic(first.attribution.by, { evidence: first.attribution.evidence });
  }
  return noTrace(context.istio, 'none of its routes carries Istio metadata', [
    absence('no istio.config in its routes'),
  ]);
}

const SEVERAL = 'several objects have routes for this host; each route names its own';
const OPEN = 'its routes leave open which objects they come from; each says what it may be';
const SHARED = 'the oldest Ingress with this host; Istio folds others with the same host into the same virtual host';

/** Plain-HTTP servers are united by port, so there only routes of the Gateway API tell their Gateway. */
function gatewaysOf(claims: readonly RouteClaim[], place: ConfigPlace): readonly GatewayRef[] {
  if (place.gateways.length > 0) return place.gateways;
  const told = claims.filter(({ attribution }) => attribution.gateways.length > 0);
  return told.length === 0 ? place.gateways : distinctGateways(told.flatMap(({ attribution }) => attribution.gateways));
}

/** Claims are shared and owners with them: comparing by identity first leaves few to compare by name. */
function ownersOf(claims: readonly RouteClaim[]): readonly ResourceRef[] {
  const refs = new Set<ResourceRef>();
  let last: readonly ResourceRef[] | null = null;
  for (let at = 0; at < claims.length; at++) {
    const { owners } = claims[at] as RouteClaim;
    if (owners === last) continue;
    last = owners;
    for (let i = 0; i < owners.length; i++) refs.add(owners[i] as ResourceRef);
  }
  return distinct(refs);
}

function ofOwners(
  host: VirtualHost,
  owners: readonly ResourceRef[],
  claims: readonly RouteClaim[],
  place: ConfigPlace,
): Attribution {
  const plain = owners.every(({ kind }) => kind === 'VirtualService');
  const detail = `its routes come from ${owners.map(wordsOf).join(', ')}`;
  const made: Evidence = { kind: plain ? 'metadata' : 'generatedName', detail };
  const evidence = withName(made, host);
  const support = { evidence, beside: place.evidence, gateways: gatewaysOf(claims, place) };
  const [only, ...others] = owners;
  if (only !== undefined && others.length === 0) {
    return attributed(only, only.kind === 'Ingress' ? { ...support, caveat: SHARED } : support);
  }
  const open = claims.some((claim) => claim.owners.length > 1);
  return ambiguous(owners, open ? OPEN : SEVERAL, support);
}

/** Lists with no room for more: every virtual host keeps one. */
function withName(first: Evidence, { name }: VirtualHost): readonly Evidence[] {
  const parsed = parseVirtualHostName(name);
  if (parsed === null) return [first];
  const detail = `${name}: host ${parsed.host}, declared port ${String(parsed.port)}`;
  return [first, { kind: 'virtualHostName', detail }];
}

function withoutRoutes(host: VirtualHost, place: ConfigPlace, { istio }: Context): Attribution {
  const evidence: Evidence = { kind: 'builtinName', detail: `virtual host ${host.name}, no routes` };
  const parsed = parseVirtualHostName(host.name);
  if (parsed?.host === 'blackhole' && host.domains.includes('*')) {
    return synthetic(blackhole(parsed.port), { evidence: [evidence], gateways: place.gateways });
  }
  if (host.requireTls === 'ALL' && parsed !== null) return redirectOnly(host, place);
  const missing = absence('no routes, and no httpsRedirect that would explain it');
  return noTrace(istio, 'it has no routes, as no virtual host of Istio has', withName(missing, host));
}

/** For hosts without VirtualService istiod adds a host without routes, since 1.7 (reference 3.5). */
function redirectOnly(host: VirtualHost, place: ConfigPlace): Attribution {
  const shape: Evidence = { kind: 'shape', detail: `virtual host ${host.name}: requireTls ALL and no routes` };
  const [gateway, ...others] = place.gateways;
  if (gateway === undefined || others.length > 0) return synthetic(REASONS.redirectOnly, { evidence: [shape] });
  return attributed(resourceOf(gateway), {
    evidence: [shape, ...place.evidence],
    gateways: place.gateways,
    caveat: `httpsRedirect of ${serverWords(gateway)}; no VirtualService is bound to the host`,
  });
}
