/** Hosts with the same routes become one virtual host (Istio core/gateway.go, collapseDuplicateRoutes; reference 3.5). */
import type { ReplayServer } from './effective.ts';
import type { ExpectedRoute, ExpectedVirtualHost } from './expected.ts';
import { elementsOf } from './go-slice.ts';
import { compareSpecific } from './host-names.ts';
import type { GenerationProfile } from './profile.ts';
import type { OpenHost } from './virtual-hosts.ts';

/**
 * "The same" means the same route objects in the same order (istiod compares pointers) and the same requireTls. The most
 * specific host gives the name. Of hosts with the same routes, each is compared with the last one that gave a name.
 */
export function collapseHosts(hosts: readonly OpenHost[], profile: GenerationProfile): readonly ExpectedVirtualHost[] {
  const ordered = [...hosts].sort((a, b) => compareSpecific(a.host, b.host));
  const identity = identifier();
  const groups: [OpenHost, ...OpenHost[]][] = [];
  const last = new Map<string, [OpenHost, ...OpenHost[]]>();
  for (const host of ordered) {
    const key = elementsOf(host.routes).map(identity).join(',');
    const group = profile.collapsesHosts ? last.get(key) : undefined;
    if (group?.[0].requireTls === host.requireTls) group.push(host);
    else {
      const opened: [OpenHost, ...OpenHost[]] = [host];
      groups.push(opened);
      last.set(key, opened);
    }
  }
  return groups.map((group) => ({
    name: `${group[0].host}:${String(group[0].port)}`,
    hosts: group.map(({ host }) => host),
    routes: elementsOf(group[0].routes).map((route, index) => ({ route, servers: serversAt(group, index) })),
    requireTls: group[0].requireTls,
    servers: [...new Set(group.flatMap(({ servers }) => servers))],
  }));
}

/** Each host may have got the route through its own server. */
function serversAt(group: readonly OpenHost[], index: number): readonly ReplayServer[] {
  return [...new Set(group.flatMap(({ broughtBy }) => broughtBy[index] ?? []))];
}

/** Numbers for objects, by identity. */
function identifier(): (route: ExpectedRoute) => number {
  const numbers = new Map<ExpectedRoute, number>();
  return (route) => {
    let number = numbers.get(route);
    if (number === undefined) numbers.set(route, (number = numbers.size));
    return number;
  };
}
