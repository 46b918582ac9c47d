/** The sites of a listener's TLS chains: hosts for which a fresh connection gets the chain and is answered. */
import type { Answer, MatchingIndex } from '../../matching/index.ts';
import { answer, requestOf } from '../../matching/index.ts';
import type { FilterChain, Listener, WitnessRequest } from '../../model/index.ts';
import { witnessInput } from '../reach/index.ts';

/** What browsers offer. */
const BROWSER_ALPN = ['h2', 'http/1.1'];
/** Sites looked at per chain: the ones a pair is likely to differ in are the first. */
const SITE_LIMIT = 40;
/** Hosts tried for them. */
const TRIED_LIMIT = 200;

export interface Site {
  readonly host: string;
  readonly chain: FilterChain;
  readonly listener: Listener;
  /** The answer on a connection of its own. */
  readonly fresh: Answer;
}

/** A GET of `/` from a browser, on a connection that was opened for `sni`. */
export function browserRequest(listener: Listener, sni: string, host: string): WitnessRequest {
  return {
    scheme: 'https',
    port: listener.port,
    authority: host,
    method: 'GET',
    path: '/',
    headers: [],
    sni,
    protocol: 'http2',
  };
}

export function ask(index: MatchingIndex, listener: Listener, sni: string, host: string): Answer {
  const input = witnessInput(browserRequest(listener, sni, host));
  input.alpn = BROWSER_ALPN;
  return answer(index, requestOf(input));
}

export function sitesOf(index: MatchingIndex, listener: Listener, chain: FilterChain): readonly Site[] {
  const sites: Site[] = [];
  for (const host of hostsOf(index, chain)) {
    const fresh = ask(index, listener, host, host);
    const served = chain.target.kind === 'http' ? fresh.virtualHost !== null : fresh.disposition === 'tcp-forwarded';
    if (fresh.chain === chain && served) sites.push({ host, chain, listener, fresh });
    if (sites.length >= SITE_LIMIT) break;
  }
  return sites;
}

/** Server names, then the domains of the routes: wildcards stand for one name below them. */
function hostsOf(index: MatchingIndex, chain: FilterChain): readonly string[] {
  const hosts = new Set<string>();
  const add = (name: string): void => {
    const host = name.toLowerCase().replace(/^\*(?=\.)/, 'any');
    if (HOST_NAME.test(host) && hosts.size < TRIED_LIMIT) hosts.add(host);
  };
  const exact = (name: string): boolean => !name.startsWith('*');
  const names = chain.match.serverNames ?? [];
  names.filter(exact).forEach(add);
  if (chain.target.kind === 'http') {
    const routes = index.routesOf(chain.target);
    const domains = routes.kind === 'table' ? routes.table.config.virtualHosts.flatMap((host) => host.domains) : [];
    domains.filter(exact).forEach(add);
    domains.forEach(add);
  }
  names.forEach(add);
  return [...hosts];
}

/** What a person types into a browser: no port, no bare label, no IP address. */
const HOST_NAME = /^(?=.*[a-z])[a-z0-9_-]+(\.[a-z0-9_-]+)+$/;
