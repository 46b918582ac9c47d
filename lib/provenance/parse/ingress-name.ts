/** The Ingress in the name of a generated VirtualService: `<host with dashes>-<ingress>`. */

/**
 * Hosts are given as the virtual host's domains; the VirtualService's own host is one of them or a wildcard that covers
 * it, and only that host says where it ends and the Ingress's name begins. An Ingress rule without host gives `` up to
 * Istio 1.26 and `*` from 1.27, as host. Null when no host fits or several do, differently.
 * Source: pilot/pkg/config/kube/ingress/conversion.go; reference/istio-provenance.md 4.3.
 */
export function ingressNameIn(prefix: string, hosts: readonly string[]): string | null {
  const names = new Set<string>();
  for (const host of hosts.flatMap(coveringHosts)) {
    const dashed = `${host.replaceAll('.', '-')}-`;
    if (prefix.startsWith(dashed) && prefix.length > dashed.length) names.add(prefix.slice(dashed.length));
  }
  const [only, ...others] = names;
  return only !== undefined && others.length === 0 ? only : null;
}

/** `a.b.c` is covered by itself, `*.b.c`, `*.c`, `*` and no host at all. */
function coveringHosts(host: string): string[] {
  const labels = host.split('.');
  const wildcards = labels.map((_, i) => ['*', ...labels.slice(i + 1)].join('.'));
  return [host, ...wildcards, ''];
}
