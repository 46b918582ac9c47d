/**
 * The servers of all Gateways of one pod, merged by port (Istio pilot/pkg/model/gateway.go, mergeGateways; reference 3.3).
 * The order of the checks is istiod's; a server that loses is gone without a trace in Envoy.
 */
import { areAgesKnown } from './creation-order.ts';
import type { ServerConflict } from './drop-reason.ts';
import type { ReplayServer } from './effective.ts';
import type { GenerationProfile } from './profile.ts';
import { routeConfigName } from './route-config-name.ts';
import { isHttpProtocol, isHttpServer, isTlsServer } from './server-protocol.ts';

/** A server with the port it will listen on. */
export interface BoundServer {
  readonly server: ReplayServer;
  readonly boundPort: number;
}

export interface LostServer extends BoundServer {
  readonly conflict: ServerConflict;
  readonly winner: ReplayServer | null;
  /** The hosts that were taken. */
  readonly hosts: readonly string[];
  /** The winner is known to come first: by their ages, or by what the dump holds. */
  readonly isOrderKnown: boolean;
}

/** One listener: all servers of a port and bind. */
export interface MergedPort {
  readonly boundPort: number;
  readonly bind: string;
  /** Protocol class of the first server decides. */
  readonly plainText: boolean;
  /** RDS of the port when plain text. */
  readonly routeConfig: string;
  readonly servers: readonly ReplayServer[];
}

export interface MergedServers {
  readonly ports: readonly MergedPort[];
  readonly byRouteConfig: ReadonlyMap<string, readonly BoundServer[]>;
  readonly lost: readonly LostServer[];
}

interface OpenPort {
  readonly boundPort: number;
  readonly bind: string;
  readonly plainText: boolean;
  readonly routeConfig: string;
  readonly protocol: string;
  readonly servers: ReplayServer[];
}

/** An unprivileged pod cannot open lower ports, and istiod leaves their listeners out (core/gateway.go; reference 3.2). */
const FIRST_UNPRIVILEGED_PORT = 1024;

/** `servers` in order: Gateways oldest first, each one's servers as written. */
export function mergeServers(
  servers: readonly BoundServer[],
  profile: GenerationProfile,
  isUnprivileged: boolean,
): MergedServers {
  const merger = new ServerMerger(profile);
  for (const bound of servers) merger.add(bound);
  const merged = merger.result();
  return isUnprivileged ? withoutPrivilegedPorts(merged) : merged;
}

function withoutPrivilegedPorts({ ports, byRouteConfig, lost }: MergedServers): MergedServers {
  const isOpen = ({ boundPort }: { readonly boundPort: number }): boolean => boundPort >= FIRST_UNPRIVILEGED_PORT;
  const closed = ports.filter((port) => !isOpen(port));
  return {
    ports: ports.filter(isOpen),
    byRouteConfig: new Map([...byRouteConfig].filter(([, bound]) => bound.every(isOpen))),
    lost: [
      ...lost,
      ...closed.flatMap(({ boundPort, servers }) =>
        servers.map((server) => ({
          server,
          boundPort,
          conflict: 'privileged-port' as const,
          winner: null,
          hosts: [],
          isOrderKnown: true,
        })),
      ),
    ],
  };
}

class ServerMerger {
  readonly #profile: GenerationProfile;
  readonly #ports = new Map<string, OpenPort>();
  /** Bound port → the plain-text port entry that was first there. */
  readonly #plainText = new Map<number, OpenPort>();
  readonly #taken = new Set<number>();
  readonly #binds = new Map<number, Set<string>>();
  readonly #hosts = new Map<number, Map<string, { readonly bind: string; readonly server: ReplayServer }>>();
  readonly #byRouteConfig = new Map<string, BoundServer[]>();
  readonly #lost: LostServer[] = [];

  constructor(profile: GenerationProfile) {
    this.#profile = profile;
  }

  result(): MergedServers {
    return { ports: [...this.#ports.values()], byRouteConfig: this.#byRouteConfig, lost: this.#lost };
  }

  add(bound: BoundServer): void {
    const { server, boundPort } = bound;
    const name = routeConfigName(server, boundPort, this.#profile);
    if (server.tls !== undefined && !this.#claimHosts(bound)) return;
    if (!this.#taken.has(boundPort)) {
      this.#open(bound, name);
      return;
    }
    const current = this.#plainText.get(boundPort);
    if (current === undefined) this.#joinTls(bound, name);
    else this.#joinPlainText(bound, name, current);
  }

  /** Two filter chains of one SNI are an error in Envoy, so the later server goes. Applies to httpsRedirect servers too. */
  #claimHosts(bound: BoundServer): boolean {
    const { server, boundPort } = bound;
    const known =
      this.#hosts.get(boundPort) ?? new Map<string, { readonly bind: string; readonly server: ReplayServer }>();
    this.#hosts.set(boundPort, known);
    const duplicates = server.hosts.filter((host) => known.get(host)?.bind === server.bind);
    const [first] = duplicates;
    if (first !== undefined) {
      this.#lose(bound, 'duplicate-host', known.get(first)?.server ?? null, duplicates);
      return false;
    }
    for (const host of server.hosts) known.set(host, { bind: server.bind, server });
    return true;
  }

  #open(bound: BoundServer, name: string): void {
    const { server, boundPort } = bound;
    this.#taken.add(boundPort);
    const port = this.#newPort(bound, name, !isTlsServer(server));
    if (port.plainText) this.#plainText.set(boundPort, port);
    if (isHttpServer(server)) this.#byRouteConfig.set(name, [bound]);
  }

  #newPort({ server, boundPort }: BoundServer, routeConfig: string, plainText: boolean): OpenPort {
    const { bind } = server;
    const { protocol } = server.port;
    const port: OpenPort = { boundPort, bind, plainText, routeConfig, protocol, servers: [server] };
    this.#ports.set(portKey(boundPort, protocol, bind), port);
    return port;
  }

  #joinPlainText(bound: BoundServer, name: string, current: OpenPort): void {
    const { server, boundPort } = bound;
    const sameBind = current.bind === server.bind;
    const { protocol } = server.port;
    const mergeable = (isHttpProtocol(protocol) || protocol === current.protocol) && isHttpProtocol(current.protocol);
    if (sameBind && !mergeable) {
      this.#lose(bound, 'protocol', current.servers[0] ?? null);
      return;
    }
    if (sameBind && name === '') {
      this.#lose(bound, 'route-name', current.servers[0] ?? null);
      return;
    }
    if (sameBind) current.servers.push(server);
    else {
      const other = this.#ports.get(portKey(boundPort, protocol, server.bind));
      if (other === undefined) this.#newPort(bound, name, true);
      else other.servers.push(server);
    }
    if (name !== '') this.#append(name, bound);
  }

  #joinTls(bound: BoundServer, name: string): void {
    const { server, boundPort } = bound;
    if (isHttpServer(server)) {
      const taken = this.#byRouteConfig.get(name);
      if (taken !== undefined) {
        this.#lose(bound, 'route-name', taken[0]?.server ?? null);
        return;
      }
      this.#byRouteConfig.set(name, [bound]);
    }
    const binds = this.#binds.get(boundPort) ?? new Set<string>();
    const isNewBind = !binds.has(server.bind);
    this.#binds.set(boundPort, binds.add(server.bind));
    if (server.tls === undefined && !isNewBind) {
      this.#lose(bound, 'no-tls-settings', null);
      return;
    }
    const port = this.#ports.get(portKey(boundPort, server.port.protocol, server.bind));
    if (port === undefined) this.#newPort(bound, name, !isTlsServer(server));
    else port.servers.push(server);
  }

  #append(name: string, bound: BoundServer): void {
    const list = this.#byRouteConfig.get(name);
    if (list === undefined) this.#byRouteConfig.set(name, [bound]);
    else list.push(bound);
  }

  #lose(
    bound: BoundServer,
    conflict: ServerConflict,
    winner: ReplayServer | null,
    hosts: readonly string[] = [],
  ): void {
    const { gateway } = bound.server;
    // Within one Gateway they stand as written.
    const isOrderKnown = winner === null || winner.gateway === gateway || areAgesKnown(gateway, winner.gateway);
    this.#lost.push({ ...bound, conflict, winner, hosts, isOrderKnown });
  }
}

function portKey(port: number, protocol: string, bind: string): string {
  return `${String(port)}|${protocol}|${bind}`;
}
