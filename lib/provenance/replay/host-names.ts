/** Host names with a leading wildcard, as istiod compares them (Istio pkg/config/host/name.go, names.go). */
import { compareText } from '../../base/plain.ts';

function isWildcard(host: string): boolean {
  return host.startsWith('*');
}

/** Every name that `host` stands for is one that `other` stands for. */
export function isSubsetOf(host: string, other: string): boolean {
  if (isWildcard(host)) {
    return isWildcard(other) && host.length >= other.length && host.slice(1).endsWith(other.slice(1));
  }
  return isWildcard(other) ? host.endsWith(other.slice(1)) : host === other;
}

/** One of the two covers the other. */
export function hostsOverlap(a: string, b: string): boolean {
  return isSubsetOf(a, b) || isSubsetOf(b, a);
}

const NONE: readonly string[] = [];

/** The more specific of every overlapping pair, each once, server hosts first (names.go, Intersection). */
export function intersectHosts(serverHosts: readonly string[], hosts: readonly string[]): readonly string[] {
  let common: Set<string> | undefined;
  for (const serverHost of serverHosts) {
    for (const host of hosts) {
      if (isSubsetOf(serverHost, host)) (common ??= new Set()).add(serverHost);
      else if (isSubsetOf(host, serverHost)) (common ??= new Set()).add(host);
    }
  }
  return common === undefined ? NONE : [...common];
}

/** Order: no wildcard first, then the longer, then by text (name.go, MoreSpecific). */
export function compareSpecific(a: string, b: string): number {
  if (isWildcard(a) !== isWildcard(b)) return isWildcard(a) ? 1 : -1;
  return a.length === b.length ? compareText(a, b) : b.length - a.length;
}
