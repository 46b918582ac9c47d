/** `ns/host` forms of a Gateway server's hosts (Istio pilot/pkg/model/gateway.go, sanitizeServerHostNamespace). */

/** `./h` becomes `<gateway namespace>/h`, any-namespace `*`/h becomes `h`; `*`/`*` makes the server's hosts just `*`. */
export function sanitizeServerHosts(hosts: readonly string[], namespace: string): readonly string[] {
  const sanitized: string[] = [];
  for (const host of hosts) {
    const slash = host.indexOf('/');
    if (slash === -1) {
      sanitized.push(host);
      continue;
    }
    const scope = host.slice(0, slash);
    const name = host.slice(slash + 1);
    if (scope === '*' && name === '*') return ['*'];
    if (scope === '.') sanitized.push(`${namespace}/${name}`);
    else sanitized.push(scope === '*' ? name : host);
  }
  return sanitized;
}

/** The hosts open to VirtualServices of `namespace`, without their namespace part (names.go, NamesForNamespace). */
export function hostsForNamespace(hosts: readonly string[], namespace: string): readonly string[] {
  if (!hosts.some((host) => host.includes('/'))) return hosts;
  return hosts.flatMap((host) => {
    const slash = host.indexOf('/');
    if (slash === -1) return host;
    const scope = host.slice(0, slash);
    return scope === namespace || scope === '*' || scope === '.' ? host.slice(slash + 1) : [];
  });
}

/** The host without its namespace part. */
export function bareHost(host: string): string {
  return host.slice(host.indexOf('/') + 1);
}
