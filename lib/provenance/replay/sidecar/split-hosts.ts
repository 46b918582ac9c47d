/** A VirtualService's hosts: which services they stand for, and which nobody knows (route.go, separateVSHostsAndServices). */
import type { ReplayVirtualService } from '../effective.ts';
import { compareSpecific, isSubsetOf } from '../host-names.ts';
import type { RegistryService } from '../services.ts';

export interface SplitHosts {
  readonly matched: readonly RegistryService[];
  readonly unmatched: readonly string[];
}

/** A wildcard host gets a service only where no other VirtualService names it more closely. */
export function splitHosts(
  service: ReplayVirtualService,
  registered: readonly RegistryService[],
  all: readonly ReplayVirtualService[],
): SplitHosts {
  const matched = new Set<RegistryService>();
  const unmatched: string[] = [];
  for (const host of service.hosts) {
    const known = registered.filter((candidate) => isSubsetOf(candidate.host, host));
    if (known.length === 0) unmatched.push(host);
    for (const candidate of known) {
      if (!host.startsWith('*') || mostSpecificHost(candidate.host, all) === host) matched.add(candidate);
    }
  }
  return { matched: [...matched], unmatched };
}

function mostSpecificHost(host: string, services: readonly ReplayVirtualService[]): string | undefined {
  const fitting = services.flatMap(({ hosts }) => hosts.filter((candidate) => isSubsetOf(host, candidate)));
  return fitting.sort(compareSpecific)[0];
}
