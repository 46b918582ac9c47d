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
  const alone = onlyServers();
  const groups: [OpenHost, ...OpenHost[]][] = [];
  const last = new Map<string, [OpenHost, ...OpenHost[]]>();
  for (const host of ordered) {
    const key = profile.collapsesHosts ? elementsOf(host.routes).map(identity).join(',') : '';
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
    routes: elementsOf(group[0].routes).map((route, index) => ({ route, servers: serversAt(group, index, alone) })),
    requireTls: group[0].requireTls,
    servers: [...new Set(group.flatMap(({ servers }) => servers))],
  }));
}

type OnlyServers = (server: ReplayServer) => readonly ReplayServer[];

/** Each host may have got the route through its own server; mostly it is the same. */
function serversAt(
  group: readonly [OpenHost, ...OpenHost[]],
  index: number,
  alone: OnlyServers,
): readonly ReplayServer[] {
  const first = group[0].broughtBy[index];
  if (first !== undefined && group.every(({ broughtBy }) => broughtBy[index] === first)) return alone(first);
  return [...new Set(group.flatMap(({ broughtBy }) => broughtBy[index] ?? []))];
}

/** The list of one server, the same each time. */
function onlyServers(): OnlyServers {
  const lists = new Map<ReplayServer, readonly ReplayServer[]>();
  return (server) => {
    let list = lists.get(server);
    if (list === undefined) lists.set(server, (list = [server]));
    return list;
  };
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
