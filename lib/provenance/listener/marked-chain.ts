/** Chains that bear provenance: a sidecar's, for `tls` and `tcp` rules, and for ports of a Sidecar resource. */
import type { Attribution, Evidence } from '../../model/index.ts';
import { attributed, unattributed } from '../claim.ts';
import { isIstioNetworking } from '../parse/config-path.ts';
import { parseVirtualServiceName } from '../parse/virtual-service-name.ts';
import { gatewayApiRef, istioRef } from '../resource-ref.ts';
import type { ChainPlace } from './chain-claim.ts';

const ROOT = 'which tls or tcp rule of it this is is not in the dump';

/** Source: core/tls.go, core/listener_inbound.go; reference/istio-provenance.md 1.2. */
export function markedChain({ context }: ChainPlace, config: string): Attribution {
  const { path, evidence: metadata } = context.configs.of(config);
  const evidence: Evidence[] = [metadata];
  if (path === null || !isIstioNetworking(path)) return foreign(evidence);
  if (path.kind === 'sidecar') return attributed(istioRef('Sidecar', path.namespace, path.name), { evidence });
  if (path.kind !== 'virtual-service') return foreign(evidence);
  return virtualServiceChain(path.namespace, path.name, evidence);
}

/** Also for what a weighted TCP proxy's stat prefix names. */
export function virtualServiceChain(namespace: string, name: string, evidence: readonly Evidence[]): Attribution {
  const parsed = parseVirtualServiceName(name, 'tcp');
  switch (parsed.kind) {
    case 'user':
      return attributed(istioRef('VirtualService', namespace, name), { evidence, caveat: ROOT });
    case 'layer4':
      return attributed(gatewayApiRef(parsed.resource, namespace, parsed.route), {
        evidence: [{ kind: 'generatedName', detail: `VirtualService ${namespace}/${name} is generated` }, ...evidence],
        caveat: 'which rule of it this is is not in the dump',
      });
    case 'route':
    case 'gatewayHost':
    case 'meshHost':
    case 'ingress':
    case 'generated':
      return unattributed(
        `Istio generated VirtualService ${namespace}/${name} by a rule that this version does not know`,
        {
          evidence,
        },
      );
  }
}

function foreign(evidence: readonly Evidence[]): Attribution {
  return unattributed('its istio.config is not what Istio writes on a chain: most likely an EnvoyFilter set it', {
    evidence,
  });
}
