/**
 * HTTP/2 connection reuse over filter chains: a browser that has a connection to site A sends requests for site B over it
 * when A's certificate covers B and both names have the same address (RFC 9113 section 9.1.1). Envoy chose the chain by
 * A's SNI and never looks at it again, so B is looked up in A's routes (reference/envoy-semantics.md 1.3,
 * reference/incidents-and-lint.md C10).
 */
import type { MatchingIndex } from '../../matching/index.ts';
import type { CoalescingBreak, CoalescingSite, CoveredBy, FilterChain, Listener } from '../../model/index.ts';
import type { SecretsByName } from './certificate.ts';
import { coverOf } from './certificate.ts';
import type { Site } from './sites.ts';
import { ask, browserRequest, sitesOf } from './sites.ts';

type Outcome = CoalescingBreak['outcome'];

/** Chains of one listener compared with each other; a gateway with more is told about the first ones only. */
const CHAIN_LIMIT = 400;

/** All orders of visits that fail, by listener and chain in the proxy's order. Needs listeners and routes. */
export function coalescingBreaks(index: MatchingIndex): readonly CoalescingBreak[] {
  const secrets: SecretsByName = new Map(index.snapshot.secrets.map((secret) => [secret.name, secret]));
  return index.snapshot.listeners.flatMap((listener) => breaksOf(index, listener, secrets));
}

function breaksOf(index: MatchingIndex, listener: Listener, secrets: SecretsByName): readonly CoalescingBreak[] {
  if (listener.port === null || listener.protocol !== 'TCP') return [];
  const chains = listener.filterChains.slice(0, CHAIN_LIMIT);
  const reused = chains.filter(keepsConnections);
  // One chain has one route table: nothing to mix up.
  if (reused.length === 0 || chains.length < 2) return [];
  const sites = new Map(chains.map((chain) => [chain, sitesOf(index, listener, chain)]));
  const scene = { index, secrets, sites };
  return chains.flatMap((second) => breaksOfSecond(scene, reused, second));
}

interface Scene {
  readonly index: MatchingIndex;
  readonly secrets: SecretsByName;
  readonly sites: ReadonlyMap<FilterChain, readonly Site[]>;
}

/** Terminates TLS, offers h2 and speaks it: its connections can be reused. */
function keepsConnections({ tls, target }: FilterChain): boolean {
  return tls?.alpn?.includes('h2') === true && target.kind === 'http' && target.codecType !== 'HTTP1';
}

interface Found {
  readonly first: Site;
  readonly second: Site;
  readonly coveredBy: CoveredBy;
  readonly outcome: Outcome;
}

function breaksOfSecond(scene: Scene, reused: readonly FilterChain[], second: FilterChain): readonly CoalescingBreak[] {
  const groups = new Map<string, Found[]>();
  for (const first of reused) {
    const found = first === second ? null : firstBreak(scene, first, second);
    if (found === null) continue;
    const { outcome, coveredBy } = found;
    const key = `${found.second.host} ${coveredBy.secret} ${outcome.kind === 'notFound' ? '' : String(outcome.virtualHost)}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [found]);
    else group.push(found);
  }
  return [...groups.values()].flatMap((group) => toBreak(scene, reused, group));
}

function toBreak(scene: Scene, reused: readonly FilterChain[], group: readonly Found[]): readonly CoalescingBreak[] {
  const [found] = group;
  if (found === undefined) return [];
  const { first, second, coveredBy, outcome } = found;
  const back = (chain: FilterChain): boolean =>
    reused.includes(second.chain) && firstBreak(scene, second.chain, chain) !== null;
  return [
    {
      first: group.map((one) => siteOf(one.first)),
      second: siteOf(second),
      coveredBy,
      outcome,
      mutual: group.every((one) => back(one.first.chain)),
      witness: browserRequest(first.listener, first.host, second.host),
    },
  ];
}

/** The first site of `second` that fails over a connection of `first`. */
function firstBreak({ index, secrets, sites }: Scene, first: FilterChain, second: FilterChain): Found | null {
  const [opened] = sites.get(first) ?? [];
  if (opened === undefined || sameRoutes(index, first, second)) return null;
  for (const site of sites.get(second) ?? []) {
    const coveredBy = coverOf(first, second, site.host, secrets);
    const outcome = coveredBy === null ? null : outcomeOf(index, opened, site);
    if (coveredBy !== null && outcome !== null) return { first: opened, second: site, coveredBy, outcome };
  }
  return null;
}

/** Null: the site is answered as on its own connection, or that cannot be told. */
function outcomeOf(index: MatchingIndex, opened: Site, site: Site): Outcome | null {
  const given = ask(index, opened.listener, opened.host, site.host);
  if (given.chain !== opened.chain || given.disposition === 'indeterminate') return null;
  if (given.reason.kind === 'noVirtualHost') return { kind: 'notFound' };
  const { virtualHost } = given;
  // The same domains in both tables: the site is configured for both chains.
  if (virtualHost === null || virtualHost.domains.some((domain) => isOwn(domain, site))) return null;
  return { kind: 'otherVirtualHost', virtualHost: virtualHost.id };
}

function isOwn(domain: string, { host, fresh }: Site): boolean {
  return domain.toLowerCase() === host || (domain !== '*' && fresh.virtualHost?.domains.includes(domain) === true);
}

function sameRoutes(index: MatchingIndex, first: FilterChain, second: FilterChain): boolean {
  const [a, b] = [first, second].map((chain) => {
    const routes = chain.target.kind === 'http' ? index.routesOf(chain.target) : null;
    return routes?.kind === 'table' ? routes.table.config : null;
  });
  return a !== null && a === b;
}

function siteOf({ host, chain, listener, fresh }: Site): CoalescingSite {
  return { host, listener: listener.id, chain: chain.id, routeConfig: fresh.routeConfig?.label ?? null };
}
