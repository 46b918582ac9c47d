/** What was captured of each proxy, in numbers. */
import type { CapturedPod } from '../../model/index.ts';
import type { FleetMember } from './fleet.ts';

export function capturedPod({ name, namespace, workload, snapshot }: FleetMember, bytes: number): CapturedPod {
  const hosts = snapshot.routeConfigs.flatMap(({ virtualHosts }) => virtualHosts);
  return {
    pod: `${name}.${namespace}`,
    workload,
    istioVersion: snapshot.proxy?.istioVersion ?? null,
    routes: hosts.reduce((sum, { routes }) => sum + routes.length, 0),
    clusters: snapshot.clusters.length,
    listeners: snapshot.listeners.length,
    bytes,
  };
}
