/** Names that istiod gives to virtual hosts: `host:port`. */

export interface VirtualHostName {
  readonly host: string;
  /** The port that the Gateway's server (first of the port) or the Service declares: not the bound one. */
  readonly port: number;
}

/** Null where the name has another shape: `inbound|http|8080`, `allow_any`, `backend`, or an EnvoyFilter's own. */
export function parseVirtualHostName(name: string): VirtualHostName | null {
  const colon = name.lastIndexOf(':');
  const port = colon > 0 ? name.slice(colon + 1) : '';
  return /^\d{1,5}$/.test(port) ? { host: name.slice(0, colon), port: Number(port) } : null;
}

/** The declared port in a virtual host name (reference/istio-provenance.md 3.2), null where it has none. */
export function declaredPort(virtualHostName: string): number | null {
  return parseVirtualHostName(virtualHostName)?.port ?? null;
}

/**
 * Domains without what Istio up to 1.14 adds to them: `shop.example.com`, `shop.example.com:*` and
 * `shop.example.com:80` are one host (reference 3.5). IPv6 literals keep their colons.
 */
export function hostsOfDomains(domains: readonly string[]): string[] {
  return [...new Set(domains.map((domain) => domain.replace(/^([^:]+|\[[^\]]*\]):(?:\d+|\*)$/, '$1')))];
}
