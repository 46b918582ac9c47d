/** Istio's cluster names. */
import type { ClusterNameParts } from '../../model/index.ts';

const PIPES = /^(outbound|inbound|inbound-vip)\|(\d{1,5})\|([^|]*)\|([^|]*)$/;
const SNI_DNAT = /^(outbound|inbound)_\.(\d{1,5})_\.(.*?)_\.(.*)$/s;

/**
 * `outbound|PORT|SUBSET|HOST`, `inbound|PORT|…|…`, `inbound-vip|PORT|PROTOCOL[/SUBSET]|HOST` and the SNI-DNAT twin
 * `outbound_.PORT_.SUBSET_.HOST`, whose direction is `outbound` too; null for every other name. The third part is given
 * as written, so it is the port name of an `inbound` cluster up to Istio 1.7 and `http/v1` in a waypoint.
 * Source: ParseSubsetKey, pilot/pkg/model/service.go; reference/istio-provenance.md 5.1.
 */
export function parseClusterName(name: string): ClusterNameParts | null {
  const [, direction, port, subset, host] = PIPES.exec(name) ?? SNI_DNAT.exec(name) ?? [];
  if (direction === undefined || port === undefined || subset === undefined || host === undefined) return null;
  return { direction, port: Number(port), subset, host };
}

/**
 * The SNI that an AUTO_PASSTHROUGH server routes by: the name of an SNI-DNAT cluster (reference 3.6); null otherwise.
 */
export function parseAutoPassthroughSni(serverName: string): ClusterNameParts | null {
  return serverName.startsWith('outbound_.') ? parseClusterName(serverName) : null;
}
