/** Hosts that lead to a virtual host. */
import { asksForAuthority } from '../../matching/index.ts';
import type { RouteConfiguration, VirtualHost } from '../../model/index.ts';

const WILD = 'any';

/** A Host for a domain: the domain itself, or with its wildcard filled. */
function hostOf(domain: string, ignorePort: boolean): string {
  const host = domain === '*' ? `${WILD}.example` : domain.replace('*', WILD);
  return ignorePort && /:\d+$/.test(host) ? host.replace(/:\d+$/, '') : host;
}

/** Hosts worth trying, the domains' order kept; wildcards get a second filling in case the first is another host's. */
export function likelyHosts(virtualHost: VirtualHost, config: RouteConfiguration): readonly string[] {
  const fills = virtualHost.domains.map((domain) => hostOf(domain, config.ignorePortInHostMatching));
  const others = virtualHost.domains
    .filter((domain) => domain.includes('*') && domain !== '*')
    .map((domain) => domain.replace('*', 'whyroute-witness'));
  return [...new Set([...fills, ...others])];
}

/** A route's conditions are about the name that leads to the virtual host. */
export function asksForHost({ routes }: VirtualHost): boolean {
  return routes.some(({ match }) => asksForAuthority(match));
}

/** RE2 pattern of every authority that may lead there; null for any. Ports may follow where they are ignored. */
export function authorityPattern(virtualHost: VirtualHost, config: RouteConfiguration): string | null {
  const { domains } = virtualHost;
  const byHeader = config.vhostHeader !== undefined && config.vhostHeader !== '';
  if (byHeader || domains.includes('*') || /[^\0-\x7f]/.test(domains.join(''))) return null;
  const parts = domains.map((domain) => {
    if (domain.startsWith('*')) return `.+${quote(domain.slice(1))}`;
    return domain.endsWith('*') ? `${quote(domain.slice(0, -1))}.+` : quote(domain);
  });
  return `(?is:(${parts.join('|')})${config.ignorePortInHostMatching ? '(:[^\\]]*)?' : ''})`;
}

function quote(text: string): string {
  return text.replace(/[^A-Za-z0-9]/g, '\\$&');
}
