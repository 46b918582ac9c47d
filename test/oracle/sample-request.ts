/** Requests made from what a sample's configuration names, and bent a little: most reach a virtual host, many a route. */
import type { Request } from '../../lib/matching/index.ts';
import { requestOf } from '../../lib/matching/index.ts';
import type { HeaderMatcher, Listener, RouteMatch, Snapshot } from '../../lib/model/index.ts';
import type { Random } from './random.ts';

export interface Vocabulary {
  readonly listeners: readonly Listener[];
  readonly names: readonly string[];
  readonly domains: readonly string[];
  readonly matches: readonly RouteMatch[];
}

export function vocabularyOf({ listeners, routeConfigs }: Snapshot, served: readonly number[]): Vocabulary {
  const hosts = routeConfigs.flatMap(({ virtualHosts }) => virtualHosts);
  return {
    listeners: listeners.filter(({ port, bindToPort }) => bindToPort && served.includes(port ?? 0)),
    names: [...new Set(listeners.flatMap((l) => l.filterChains.flatMap(({ match }) => match.serverNames ?? [])))],
    domains: [...new Set(hosts.flatMap(({ domains }) => domains))],
    matches: hosts.flatMap(({ routes }) => routes.map(({ match }) => match)),
  };
}

const ENDINGS = [
  '',
  '',
  '',
  '/',
  'x',
  '/x',
  '?a=b',
  '//',
  '/.',
  '/../x',
  '%2F',
  '#f',
  ';v=1',
  '%41',
  '?lang=ko',
  '/%2e%2e/',
];

export function sampleRequest(words: Vocabulary, random: Random): Request {
  const listener = random.pick(words.listeners);
  const { filterChains } = listener;
  const secure = filterChains.some(({ transportSocket }) => transportSocket !== null) !== random.once(40);
  const host = hostOf(random, random.once(15) ? ['unknown.example.org'] : words.domains, listener.port ?? 0);
  const match = random.once(12) || words.matches.length === 0 ? null : random.pick(words.matches);
  const headers = (match?.headers ?? []).flatMap((matcher) => sentFor(random, matcher));
  const method = match?.headers?.find(({ name }) => name === ':method')?.test;
  if (random.once(4))
    headers.push(...(random.pick(words.matches).headers ?? []).flatMap((one) => sentFor(random, one)));
  const plain = requestOf({
    port: listener.port,
    scheme: secure ? 'https' : 'http',
    authority: host,
    method:
      method !== undefined && 'value' in method && /^[A-Z]+$/.test(method.value) && !random.once(6)
        ? method.value
        : random.pick(['GET', 'GET', 'POST', 'DELETE', 'OPTIONS']),
    sni: secure ? serverName(random, words.names, host) : null,
    clientCertificate: { presented: false, validated: false },
    sourceIp: '127.0.0.1',
  });
  const http2 = random.once(4);
  return {
    ...plain,
    protocol: http2 ? 'http2' : 'http1',
    alpn: secure ? [http2 ? 'h2' : 'http/1.1'] : [],
    path: pathOf(random, match),
    headers: random.once(10) ? [...headers, ...headers] : headers,
  };
}

function serverName(random: Random, names: readonly string[], host: string): string | null {
  const own = host.replace(/:\d*$/, '').toLowerCase();
  const name = names.length === 0 || random.once(3) ? own : random.pick(names).replace('*', 'w');
  return random.once(25) || !/^[a-z0-9.-]+[a-z]$/.test(name) ? null : name;
}

function hostOf(random: Random, domains: readonly string[], port: number): string {
  const plain = (domains.length === 0 ? 'a' : random.pick(domains)).replace('*', random.pick(['w', 'a.b', 'x-1']));
  switch (random.below(12)) {
    case 0:
      return plain.toUpperCase();
    case 1:
      return `${plain}:${String(port)}`;
    case 2:
      return `${plain}:80`;
    case 3:
      return random.pick([`${plain}.`, `a.${plain}`, plain.slice(1), '[::1]', '10.0.0.1']);
    default:
      return plain;
  }
}

function pathOf(random: Random, match: RouteMatch | null): string {
  const path = match?.path;
  const base =
    path === undefined
      ? '/'
      : 'value' in path
        ? path.value
        : path.kind === 'regex'
          ? instance(path.regex, random)
          : '/';
  const query = (match?.queryParameters ?? [])
    .map(({ name, test }) => `${name}=${'value' in test ? test.value : '1'}`)
    .join('&');
  const bent = random.once(8) ? base.toUpperCase() : random.once(10) ? base.slice(0, -1) : base;
  const file = `${bent.startsWith('/') ? '' : '/'}${bent}${random.pick(ENDINGS)}`;
  return `${file}${query === '' ? '' : `${file.includes('?') ? '&' : '?'}${query}`}`.replace(/[^\x21-\x7e]/g, 'x');
}

/** Something that a simple regex may take; that it sometimes does not is as good. */
function instance(regex: string, random: Random): string {
  return regex
    .replace(/\(\?[a-zA-Z]*[:)]?/g, '(')
    .replace(/\(([^()|]*)\|([^()]*)\)/g, (_, a: string, b: string) => (random.once(2) ? a : (b.split('|')[0] ?? a)))
    .replace(/\\d[+*]?|\[0-9\][+*]?/g, '7')
    .replace(/\[[^\]]*\](?:[+*?]|\{[^}]*\})?/g, 'b')
    .replace(/\\\w[+*]?/g, 'w')
    .replace(/\.[*+]/g, 'y')
    .replace(/[()^$?+*\\]/g, '');
}

function sentFor(random: Random, { name, test }: HeaderMatcher): [string, string][] {
  if (name.startsWith(':') || random.once(6)) return [];
  const value = 'value' in test ? test.value : 'regex' in test ? instance(test.regex, random) : '1';
  const bent = random.once(8) ? value.toUpperCase() : random.once(8) ? `${value}x` : value;
  return [[name.toLowerCase(), bent.replace(/[^\x20-\x7e]/g, 'x').trim()]];
}
