/** Which DestinationRule's policy a cluster carries. */
import type { Attribution, Cluster, Evidence, ResourceRef } from '../../model/index.ts';
import { ambiguous, attributed, unattributed } from '../claim.ts';
import type { Context } from '../context.ts';
import { isIstioNetworking } from '../parse/config-path.ts';
import { GATEWAY_SEPARATOR } from '../parse/separators.ts';
import { experimentalGatewayApiRef, gatewayApiRef, istioRef } from '../resource-ref.ts';

/** DestinationRules of one host and namespace are merged, under the oldest's name (reference/istio-provenance.md 5.3). */
const MERGED =
  'where several DestinationRules of the host are merged, Istio names the first of them; a subset or setting may come from another';

/** Null when the cluster bears no provenance string. */
export function destinationRuleClaim({ istio }: Cluster, { configs }: Context): Attribution | null {
  if (istio?.config === undefined) return null;
  const { path, text } = configs.of(istio.config);
  const evidence: Evidence[] = [{ kind: 'clusterMetadata', detail: `istio.config: ${text}` }];
  if (path === null || !isIstioNetworking(path) || path.kind !== 'destination-rule') {
    return unattributed('its istio.config is not what Istio writes on a cluster: most likely an EnvoyFilter set it', {
      evidence,
    });
  }
  const isGenerated = path.name.includes('~') || path.name.endsWith(`-${GATEWAY_SEPARATOR}`);
  if (!isGenerated)
    return attributed(istioRef('DestinationRule', path.namespace, path.name), { evidence, caveat: MERGED });
  return ofPolicy(path.namespace, path.name, path.version, text);
}

/**
 * Istio up to 1.11 made one from each BackendPolicy, `<policy>-<i>-SEP`; since 1.26 from what targets a Service,
 * `<service>-SEP` and `<service>~…~SEP`, which tells neither the policy's kind nor its name (reference 4.1).
 */
function ofPolicy(namespace: string, name: string, version: string, text: string): Attribution {
  const evidence: Evidence[] = [{ kind: 'generatedName', detail: `istio.config: ${text} is generated` }];
  const old = new RegExp(`^(.+)-\\d+-${GATEWAY_SEPARATOR}$`, 's').exec(name)?.[1];
  if (old !== undefined && version !== 'v1')
    return attributed(gatewayApiRef('BackendPolicy', namespace, old), { evidence });
  const candidates: ResourceRef[] = [
    gatewayApiRef('BackendTLSPolicy', namespace, null),
    experimentalGatewayApiRef('XBackendTrafficPolicy', namespace, null),
  ];
  const why = 'Istio generated the DestinationRule from a policy that targets this Service; its name says no more';
  return ambiguous(candidates, why, { evidence });
}
