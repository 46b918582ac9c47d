/**
 * Virtual host choice without a scan: exact names in a map, wildcards by length (Envoy source/common/router/config_impl.cc
 * RouteMatcher::findVirtualHost; reference/envoy-semantics.md section 3).
 */
import type { RouteConfiguration, VirtualHost } from '../model/index.ts';
import type { AdmittedRequest } from './admitted-request.ts';
import type { ByteString } from './bytes.ts';
import { asciiLower, toBytes } from './bytes.ts';
import { portStart } from './host-normalization.ts';
import type { MatchGap } from './match-gap.ts';
import { isWritten } from './visible-headers.ts';

/** `only`: the table has nothing but `*`, so Envoy does not look at the host at all. */
export type DomainKind = 'exact' | 'suffix' | 'prefix' | 'any' | 'only';

export type VirtualHostChoice =
  | { readonly kind: 'chosen'; readonly virtualHost: VirtualHost; readonly domain: string; readonly how: DomainKind }
  /** `key` is what was looked up; null when vhost_header names a header that the request lacks. */
  | { readonly kind: 'none'; readonly key: ByteString | null }
  | { readonly kind: 'indeterminate'; readonly gaps: readonly MatchGap[] };

interface Entry {
  readonly virtualHost: VirtualHost;
  readonly domain: string;
  /** Envoy refuses a table that names a domain twice: then it is not known which one it holds. */
  readonly twice: boolean;
}

type ByLength = readonly (readonly [length: number, entries: ReadonlyMap<ByteString, Entry>])[];

export class VirtualHostIndex {
  readonly #config: RouteConfiguration;
  readonly #exact = new Map<ByteString, Entry>();
  readonly #suffixes: ByLength;
  readonly #prefixes: ByLength;
  readonly #any: Entry | null;

  constructor(config: RouteConfiguration) {
    this.#config = config;
    const suffixes = new Map<ByteString, Entry>();
    const prefixes = new Map<ByteString, Entry>();
    const any = new Map<ByteString, Entry>();
    for (const virtualHost of config.virtualHosts) {
      for (const domain of virtualHost.domains) {
        const name = asciiLower(toBytes(domain));
        if (name === '*') add(any, '', virtualHost, domain);
        else if (name.startsWith('*')) add(suffixes, name.slice(1), virtualHost, domain);
        else if (name.endsWith('*')) add(prefixes, name.slice(0, -1), virtualHost, domain);
        else add(this.#exact, name, virtualHost, domain);
      }
    }
    this.#suffixes = byLength(suffixes);
    this.#prefixes = byLength(prefixes);
    this.#any = any.get('') ?? null;
  }

  choose(request: AdmittedRequest): VirtualHostChoice {
    if (this.#config.intactHosts !== undefined) return this.#amongIntact(this.#config.intactHosts, request);
    const onlyAny = this.#exact.size === 0 && this.#suffixes.length === 0 && this.#prefixes.length === 0;
    if (this.#any !== null && onlyAny) return chosen(this.#any, 'only');
    const key = this.#key(request);
    return typeof key === 'string' ? this.find(key) : key;
  }

  /** In a damaged table only an exact domain is certain, without a port: how ports are taken is said after the hosts. */
  #amongIntact(intact: number, request: AdmittedRequest): VirtualHostChoice {
    const key = this.#key(request);
    const found = typeof key === 'string' && portStart(key) < 0 ? this.#exact.get(key) : undefined;
    if (found !== undefined && this.#config.virtualHosts.indexOf(found.virtualHost) < intact) {
      return chosen(found, 'exact');
    }
    return { kind: 'indeterminate', gaps: [{ kind: 'absent', resource: 'virtualHosts', name: this.#config.label }] };
  }

  /** Looks a lower-case host up; wildcards stand for at least one character. */
  find(key: ByteString): VirtualHostChoice {
    const exact = this.#exact.get(key);
    if (exact !== undefined) return chosen(exact, 'exact');
    for (const [length, entries] of this.#suffixes) {
      const found = length < key.length ? entries.get(key.slice(key.length - length)) : undefined;
      if (found !== undefined) return chosen(found, 'suffix');
    }
    for (const [length, entries] of this.#prefixes) {
      const found = length < key.length ? entries.get(key.slice(0, length)) : undefined;
      if (found !== undefined) return chosen(found, 'prefix');
    }
    return this.#any === null ? { kind: 'none', key } : chosen(this.#any, 'any');
  }

  /** Every virtual host whose domains fit a host, the winner first: the others are never asked. */
  findAll(key: ByteString): readonly VirtualHost[] {
    const exact = this.#exact.get(key);
    const suffixes = this.#suffixes.map(([length, entries]) =>
      length < key.length ? entries.get(key.slice(key.length - length)) : undefined,
    );
    const prefixes = this.#prefixes.map(([length, entries]) =>
      length < key.length ? entries.get(key.slice(0, length)) : undefined,
    );
    const found = [exact, ...suffixes, ...prefixes, this.#any ?? undefined];
    return [...new Set(found.flatMap((entry) => (entry === undefined ? [] : [entry.virtualHost])))];
  }

  /** The lower-case host that is looked up; null when it cannot be told, or the request has none. */
  keyOf(request: AdmittedRequest): ByteString | null {
    const key = this.#key(request);
    return typeof key === 'string' ? key : null;
  }

  #key(request: AdmittedRequest): ByteString | VirtualHostChoice {
    let host = request.facts.authority;
    const header = this.#config.vhostHeader;
    if (header !== undefined && header !== '') {
      const values = request.headers.get(asciiLower(toBytes(header)));
      if (isWritten(values)) return { kind: 'indeterminate', gaps: [values.gap] };
      const [first] = values;
      if (first === undefined) return { kind: 'none', key: null };
      host = first;
    }
    if (this.#config.ignorePortInHostMatching) {
      const port = portStart(host);
      if (port >= 0) host = host.slice(0, port);
    }
    return asciiLower(host);
  }
}

function add(entries: Map<ByteString, Entry>, key: ByteString, virtualHost: VirtualHost, domain: string): void {
  const earlier = entries.get(key);
  entries.set(key, earlier === undefined ? { virtualHost, domain, twice: false } : { ...earlier, twice: true });
}

function byLength(entries: ReadonlyMap<ByteString, Entry>): ByLength {
  const lengths = new Map<number, Map<ByteString, Entry>>();
  for (const [key, entry] of entries) {
    const same = lengths.get(key.length);
    if (same === undefined) lengths.set(key.length, new Map([[key, entry]]));
    else same.set(key, entry);
  }
  return [...lengths].sort(([a], [b]) => b - a);
}

function chosen({ virtualHost, domain, twice }: Entry, how: DomainKind): VirtualHostChoice {
  if (twice) {
    return { kind: 'indeterminate', gaps: [{ kind: 'several', resource: 'virtualHost', name: domain }] };
  }
  return { kind: 'chosen', virtualHost, domain, how };
}
