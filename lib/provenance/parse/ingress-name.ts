/** The Ingress in the name of a generated VirtualService: `<host with dashes>-<ingress>`. */

/**
 * The names that hosts leave over from `prefix`: only the VirtualService's own host says where it ends and the Ingress's
 * name begins. An Ingress rule without host has `` up to Istio 1.26 and `*` from 1.27.
 * Source: pilot/pkg/config/kube/ingress/conversion.go; reference/istio-provenance.md 4.3.
 */
export function ingressNamesIn(prefix: string, hosts: readonly string[]): ReadonlySet<string> {
  const names = new Set<string>();
  for (const host of hosts) {
    const dashed = `${host.replaceAll('.', '-')}-`;
    if (prefix.startsWith(dashed) && prefix.length > dashed.length) names.add(prefix.slice(dashed.length));
  }
  return names;
}

/** DNS allows 127; a longer host is hostile, and what covers it grows with the square. */
const MOST_LABELS = 127;

/** Hosts that a VirtualService may have behind a virtual host's domain: `a.b.c`, `*.b.c`, `*.c`, `*` and none at all. */
export function coveringHosts(host: string): string[] {
  const labels = host.split('.');
  if (labels.length > MOST_LABELS) return [host];
  const wildcards = labels.map((_, i) => ['*', ...labels.slice(i + 1)].join('.'));
  return [host, ...wildcards, ''];
}
