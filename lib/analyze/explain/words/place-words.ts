/** Where requests come from to a route configuration, for all that stands in it. */
import type { RouteConfiguration, VirtualHost } from '../../../model/index.ts';
import type { Scene } from '../scene.ts';
import { listed } from './count.ts';

/** `on port 8080`; or why no port can be named. */
export function portWords({ view, has }: Scene, { id }: RouteConfiguration): string {
  const { ports, listeners } = view.useOf(id);
  if (ports.length > 0) return `on port ${listed(ports.map(String))}`;
  if (listeners.length > 0) return `on ${listed(listeners)}, which holds no open port`;
  return has('listeners') ? 'used by no listener of the input' : 'on a port that the input does not tell';
}

/** `shop.example.com and 3 more`; `any host` for the star. */
export function domainWords({ domains }: VirtualHost): string {
  if (domains.length === 0) return 'no host at all';
  return listed(
    domains.map((domain) => (domain === '*' ? 'any host' : domain)),
    4,
  );
}

/** What require_tls does before any route is consulted (reference/envoy-semantics.md 3); empty when it asks nothing. */
export function tlsSentence({ requireTls }: VirtualHost): readonly string[] {
  switch (requireTls) {
    case 'NONE':
      return [];
    case 'ALL':
      return [
        'Requests that do not come over https are answered 301 to https before any route is tried (require_tls ALL).',
      ];
    case 'EXTERNAL_ONLY':
      return [
        'Requests from outside that do not come over https are answered 301 to https before any route is tried (require_tls EXTERNAL_ONLY).',
      ];
  }
}
