/** Stat prefixes that name an object. */

/**
 * `<virtual service>.<namespace>`, which istiod gives to a TCP proxy with weighted clusters: the only trace of a
 * VirtualService on a gateway's TCP and TLS chains (reference/istio-provenance.md 1.5). A namespace has no dots.
 */
export function parseWeightedStatPrefix(
  statPrefix: string,
): { readonly namespace: string; readonly name: string } | null {
  const [, name, namespace] = /^(.+)\.([^.|;]+)$/s.exec(statPrefix) ?? [];
  return name === undefined || namespace === undefined || name.includes('|') ? null : { namespace, name };
}

/** `servers[].name` of an HTTPS server; null for what istiod uses when the server has no name, `outbound_<bind>_<port>`. */
export function serverNameOf(statPrefix: string): string | null {
  const name = statPrefix.replace(/;$/, '');
  return name === '' || /^(?:in|out)bound_/.test(name) ? null : name;
}
