/** Names that istiod gives to virtual hosts: `host:port`. */

export interface VirtualHostName {
  readonly host: string;
  /** The port that the Gateway's server (first of the port) or the Service declares: not the bound one. */
  readonly port: number;
}

/** Null where the name has another shape: `inbound|http|8080`, `allow_any`, `backend`, or an EnvoyFilter's own. */
export function parseVirtualHostName(name: string): VirtualHostName | null {
  const [, host, port] = /^(.+):(\d{1,5})$/s.exec(name) ?? [];
  return host === undefined || port === undefined ? null : { host, port: Number(port) };
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
