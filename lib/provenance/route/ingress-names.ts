/** Names of the Ingresses in generated VirtualServices, learned over a whole snapshot. */
import type { VirtualHost } from '../../model/index.ts';
import { coveringHosts, ingressNamesIn } from '../parse/ingress-name.ts';
import { hostsOfDomains } from '../parse/virtual-host-name.ts';

/**
 * The plain-HTTP server of every Ingress takes host `*`, so a domain on an `http.` route configuration is the
 * VirtualService's own host and settles the name. A TLS server's hosts may be narrower: there, a host that covers the
 * domain may be the one in the name, and the name is told only when the same object was seen on plain HTTP, or one host
 * fits.
 */
export class IngressNames {
  readonly #settled = new Map<string, string>();

  /** `config` is the provenance string, the identity of the generated object. */
  learn(config: string, prefix: string, host: VirtualHost): void {
    if (this.#settled.has(config)) return;
    const hosts = hostsOfDomains(host.domains).flatMap((domain) => (domain === '*' ? ['*', ''] : [domain]));
    const name = single(ingressNamesIn(prefix, hosts));
    if (name !== null) this.#settled.set(config, name);
  }

  /** Null when no host fits or several do, differently. */
  of(config: string, prefix: string, host: VirtualHost): string | null {
    const settled = this.#settled.get(config);
    return settled ?? single(ingressNamesIn(prefix, hostsOfDomains(host.domains).flatMap(coveringHosts)));
  }
}

function single(names: ReadonlySet<string>): string | null {
  const [only, ...others] = names;
  return only !== undefined && others.length === 0 ? only : null;
}
