/**
 * Domains of a virtual host and the order in which Envoy considers them: exact, then `*suffix` longest first, then
 * `prefix*` longest first, then `*` (reference/envoy-semantics.md 3; envoy source/common/router/config_impl.cc).
 */
import { sortedBy } from '../../base/index.ts';
import type { VirtualHost } from '../../model/index.ts';
import { asciiLower } from './ascii.ts';

export type DomainKind = 'exact' | 'suffix' | 'prefix' | 'any';

/** A star elsewhere than at the start or the end is an ordinary character. */
export function domainKind(domain: string): DomainKind {
  if (domain === '*') return 'any';
  if (domain.startsWith('*')) return 'suffix';
  return domain.endsWith('*') ? 'prefix' : 'exact';
}

const KIND_RANK = { exact: 0, suffix: 1, prefix: 2, any: 3 } as const satisfies Record<DomainKind, number>;

/** Sort keys: lower ones are considered first. Exact domains are all equal: at most one can match. */
export function domainRank(domain: string): readonly [kind: number, length: number] {
  const kind = domainKind(domain);
  return [KIND_RANK[kind], kind === 'suffix' || kind === 'prefix' ? -domain.length : 0];
}

const NO_DOMAIN: readonly [number, number] = [4, 0];

function firstRank(host: VirtualHost): readonly [number, number] {
  let best = NO_DOMAIN;
  for (const domain of host.domains) {
    const rank = domainRank(domain);
    if (rank[0] < best[0] || (rank[0] === best[0] && rank[1] < best[1])) best = rank;
  }
  return best;
}

/** Virtual hosts by the first of their domains that Envoy considers; equals stay in Envoy's order. */
export function inConsideredOrder(hosts: readonly VirtualHost[]): readonly VirtualHost[] {
  return sortedBy(hosts, firstRank);
}

/** `host` in lower case. A wildcard stands for at least one character. */
export function domainMatches(domain: string, host: string): boolean {
  const pattern = asciiLower(domain);
  switch (domainKind(pattern)) {
    case 'any':
      return true;
    case 'suffix':
      return host.length >= pattern.length && host.endsWith(pattern.slice(1));
    case 'prefix':
      return host.length >= pattern.length && host.startsWith(pattern.slice(0, -1));
    case 'exact':
      return host === pattern;
  }
}
