/** Declared → bound ports as the dump itself shows them, for when the gateway's Service is not among the resources. */
import type { Snapshot } from '../../model/index.ts';

/** Only ports that the dump maps to exactly one bound port. */
export function observedPorts(snapshot: Snapshot): ReadonlyMap<number, number> {
  const seen = new Map<number, Set<number>>();
  const add = (declared: number, bound: number): void => {
    const known = seen.get(declared);
    if (known === undefined) seen.set(declared, new Set([bound]));
    else known.add(bound);
  };
  for (const { name, virtualHosts } of snapshot.routeConfigs) {
    const bound = /^http\.(\d+)(?:\.|$)/.exec(name)?.[1];
    if (bound === undefined) continue;
    for (const host of virtualHosts) {
      const declared = /:(\d+)$/.exec(host.name)?.[1];
      if (declared !== undefined) add(Number(declared), Number(bound));
    }
  }
  for (const { port, filterChains } of snapshot.listeners) {
    if (port === null) continue;
    for (const { target } of filterChains) {
      if (target.kind !== 'http' || target.routes.kind !== 'rds') continue;
      const declared = /^https\.(\d+)\./.exec(target.routes.routeConfigName)?.[1];
      if (declared !== undefined) add(Number(declared), port);
    }
  }
  const ports = new Map<number, number>();
  for (const [declared, bound] of seen) {
    const [only, second] = bound;
    if (only !== undefined && second === undefined) ports.set(declared, only);
  }
  return ports;
}
