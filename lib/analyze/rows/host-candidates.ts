/** Which virtual host Envoy chooses for a host, and which others it would have taken. */
import { sortedBy } from '../../base/index.ts';
import type { RouteConfiguration, VirtualHost } from '../../model/index.ts';
import { asciiLower } from './ascii.ts';
import { domainMatches, domainRank } from './domain.ts';

interface HostCandidate {
  readonly virtualHost: VirtualHost;
  readonly domain: string;
}

/**
 * `chosen` null: no virtual host takes the host. `losers` match as well and are less specific, best first. `byHeader`:
 * the configuration looks at another header (vhost_header), so the host alone decides nothing and `chosen` is null.
 */
export interface HostChoice {
  readonly chosen: HostCandidate | null;
  readonly losers: readonly HostCandidate[];
  readonly byHeader: string | null;
}

/** Envoy takes everything from the last colon on for a port, unless it is inside an IPv6 literal. */
function withoutPort(host: string): string {
  const colon = host.lastIndexOf(':');
  return colon === -1 || host.lastIndexOf(']') > colon ? host : host.slice(0, colon);
}

/** `host` as a client sends it, with or without a port. */
export function chooseVirtualHost(config: RouteConfiguration, host: string): HostChoice {
  const onlyAny = config.virtualHosts.every(({ domains }) => domains.every((domain) => domain === '*'));
  if (config.vhostHeader !== undefined && !onlyAny) return { chosen: null, losers: [], byHeader: config.vhostHeader };
  const lower = asciiLower(host);
  const key = config.ignorePortInHostMatching ? withoutPort(lower) : lower;
  const candidates: HostCandidate[] = [];
  for (const virtualHost of config.virtualHosts) {
    for (const domain of virtualHost.domains) {
      if (domainMatches(domain, key)) candidates.push({ virtualHost, domain });
    }
  }
  const [chosen = null, ...losers] = sortedBy(candidates, ({ domain }) => domainRank(domain));
  return { chosen, losers, byHeader: null };
}

/** Virtual hosts that a person means by `host`: with a `*` in it a domain to find as written, else the choice of Envoy. */
export function hostsFor(config: RouteConfiguration, host: string): ReadonlySet<VirtualHost> {
  if (host.includes('*')) {
    const wanted = asciiLower(host);
    return new Set(
      config.virtualHosts.filter(({ domains }) => domains.some((domain) => asciiLower(domain) === wanted)),
    );
  }
  const { chosen, byHeader } = chooseVirtualHost(config, host);
  if (byHeader !== null) return new Set(config.virtualHosts);
  return new Set(chosen === null ? [] : [chosen.virtualHost]);
}
