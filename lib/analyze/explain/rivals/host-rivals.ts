/** Other virtual hosts that some host name could lead to, and the same domain elsewhere. */
import type { RouteConfiguration, VirtualHost } from '../../../model/index.ts';
import { asciiLower, domainKind, domainMatches } from '../../rows/index.ts';
import { selectorOf } from '../scene.ts';
import type { Scene, TargetOf } from '../scene.ts';
import { makerWords } from '../words/resource-words.ts';
import type { Rival } from './rivals.ts';

/** True when some host fits both domains; `*` stands for one character at least. Both in lower case. */
function domainsMeet(a: string, b: string): boolean {
  const [kindA, kindB] = [domainKind(a), domainKind(b)];
  if (kindA === 'any' || kindB === 'any') return true;
  if (kindA === 'exact') return domainMatches(b, a);
  if (kindB === 'exact') return domainMatches(a, b);
  if (kindA !== kindB) return true;
  const [left, right] = kindA === 'suffix' ? [a.slice(1), b.slice(1)] : [a.slice(0, -1), b.slice(0, -1)];
  return kindA === 'suffix'
    ? left.endsWith(right) || right.endsWith(left)
    : left.startsWith(right) || right.startsWith(left);
}

/** `first` is considered before `second` for a host that fits both. */
function isFirst(first: string, second: string): boolean {
  const order = ['exact', 'suffix', 'prefix', 'any'];
  const [a, b] = [order.indexOf(domainKind(first)), order.indexOf(domainKind(second))];
  return a === b ? first.length > second.length : a < b;
}

function whyOf(mine: readonly string[], theirs: readonly string[]): readonly [number, string] | null {
  for (const domain of mine) {
    for (const other of theirs) {
      const [a, b] = [asciiLower(domain), asciiLower(other)];
      if (a === b) return [1, `has the domain ${other} as well`];
      if (!domainsMeet(a, b)) continue;
      return isFirst(b, a)
        ? [2, `its domain ${other} goes before ${domain} for hosts that fit both`]
        : [3, `its domain ${other} gets what ${domain} does not fit`];
    }
  }
  return null;
}

/** Hosts of the same configuration with overlapping domains, then those of others with an equal domain. */
export function hostRivals({ view }: Scene, target: TargetOf<'virtualHost'>): readonly Rival[] {
  const rivals: Rival[] = [];
  const add = (config: RouteConfiguration, host: VirtualHost, rank: number, why: string): void => {
    rivals.push({
      selector: selectorOf({ kind: 'virtualHost', config, host }),
      why: `${why}; from ${makerWords(view.sourceOf(host.id))}`,
      rank,
      distance: rivals.length,
      order: rivals.length,
    });
  };
  for (const host of target.config.virtualHosts) {
    const found = host === target.host ? null : whyOf(target.host.domains, host.domains);
    if (found !== null) add(target.config, host, ...found);
  }
  // That other ports answer any host too says nothing.
  const domains = new Set(target.host.domains.map(asciiLower).filter((domain) => domain !== '*'));
  for (const config of view.snapshot.routeConfigs) {
    if (config === target.config) continue;
    const { ports } = view.useOf(config.id);
    const where = ports.length === 0 ? config.label : `${config.label}, port ${ports.map(String).join(', ')}`;
    for (const host of config.virtualHosts) {
      const same = host.domains.find((domain) => domains.has(asciiLower(domain)));
      if (same !== undefined) add(config, host, 4, `the domain ${same} in ${where}`);
    }
  }
  return rivals;
}
