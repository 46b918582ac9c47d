/** Chains that end in an HTTP connection manager. */
import type { Attribution, Evidence, FilterChain, HttpConnectionManager } from '../../model/index.ts';
import { oneOf, synthetic } from '../claim.ts';
import { claimServer } from '../gateway-server-claim.ts';
import { absence, noTrace } from '../no-trace.ts';
import { parseRouteConfigName } from '../parse/route-config-name.ts';
import { wordsOfSecretName } from '../parse/secret-name.ts';
import { serverNameOf } from '../parse/stat-prefix.ts';
import { gatewayHttp, sidecarPort } from '../reasons.ts';
import { distinct, resourceOf } from '../resource-ref.ts';
import type { ChainPlace } from './chain-claim.ts';

/** An HTTPS chain is its server's; plain HTTP is united by port, so it says what its route configuration says. */
export function httpChain(place: ChainPlace, hcm: HttpConnectionManager): Attribution {
  const { chain, listener, context, routeConfig } = place;
  const config = hcm.routes.kind === 'rds' ? hcm.routes.routeConfigName : null;
  const name = config === null ? null : parseRouteConfigName(config);
  if (config !== null && name?.kind === 'gatewayHttps') {
    const addresses = listener.address === null ? [] : [listener.address];
    const { gateways, evidence: named } = claimServer(config, name.rest, addresses);
    if (gateways.length > 0) {
      const why = 'the name of its routes has more dots than one reading allows';
      const evidence = [named, ...tlsEvidence(chain), ...serverEvidence(hcm)];
      const proved = gateways.length === 1 ? gateways : [];
      return oneOf(distinct(gateways.map(resourceOf)), why, { evidence, gateways: proved });
    }
  }
  if (routeConfig !== null) return routeConfig;
  if (config !== null && name?.kind === 'gatewayHttp') {
    const evidence: Evidence[] = [{ kind: 'routeConfigName', detail: `routes of ${config}` }];
    return synthetic(gatewayHttp(name.port, []), { evidence });
  }
  if (config !== null && name?.kind === 'sidecarPort') {
    const evidence: Evidence[] = [{ kind: 'routeConfigName', detail: `routes of ${config}` }];
    return synthetic(sidecarPort(name.port), { evidence });
  }
  return noTrace(context.istio, 'its routes have none of the names that Istio gives', [absence('no such name')]);
}

/** What confirms the server: the names it answers to, and whose certificate it shows. */
export function tlsEvidence({ match, tls }: FilterChain): Evidence[] {
  const { serverNames = [] } = match;
  const names: Evidence[] =
    serverNames.length === 0 ? [] : [{ kind: 'serverNames', detail: `SNI ${serverNames.join(', ')}` }];
  const secrets = (tls?.secrets ?? []).flatMap((secret): Evidence[] => {
    const detail = wordsOfSecretName(secret);
    return detail === null ? [] : [{ kind: 'secretName', detail }];
  });
  return [...names, ...secrets];
}

function serverEvidence({ statPrefix }: HttpConnectionManager): Evidence[] {
  const server = serverNameOf(statPrefix);
  return server === null
    ? []
    : [{ kind: 'statPrefix', detail: `stat prefix ${statPrefix}: servers[].name is ${server}` }];
}
