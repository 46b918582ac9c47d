/**
 * Which disagreements mean something. Who gives only Istio's own objects has not said that there are no Services, and a
 * dump that was cut has not said that it lacks anything; nor has one of a pod that a Sidecar keeps things from.
 */
import type { Snapshot } from '../../model/index.ts';
import type { Replay, ReplayFinding } from '../replay/index.ts';
import { parseClusterName } from '../parse/cluster-name.ts';

export function relevantFindings(
  { partial }: Snapshot,
  { resources, registry, target, sidecar }: Replay,
  findings: readonly ReplayFinding[],
): readonly ReplayFinding[] {
  const hasServices = resources.ofKind('Service').length > 0;
  const hasRegistry = registry.all.length > 0;
  const isService = (cluster: string): boolean =>
    parseClusterName(cluster)?.host.endsWith(`.svc.${target.domain}`) === true;
  return findings.filter((finding) => {
    switch (finding.kind) {
      case 'route-absent':
      case 'virtual-host-absent':
      case 'route-config-absent':
      case 'chain-absent':
      case 'cluster-absent':
        // What a Sidecar keeps from the pod is not stale.
        return !partial && sidecar === undefined;
      case 'cluster-not-expected':
        return isService(finding.cluster) ? hasServices : hasRegistry;
      case 'route-not-expected':
        return target.type === 'router' || finding.owner !== null || (hasRegistry && sidecar === undefined);
      case 'virtual-host-not-expected':
        return target.type === 'router' || hasRegistry;
      case 'chain-changed':
      case 'chain-not-expected':
      case 'cluster-changed':
      case 'filter-inserted':
      case 'order-differs':
      case 'route-changed':
      case 'route-config-not-expected':
      case 'virtual-host-changed':
        return true;
    }
  });
}
