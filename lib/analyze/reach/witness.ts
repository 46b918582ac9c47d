/** Facts of a request put together into a request that can be sent. */
import type { Mutable } from '../../base/index.ts';
import type { Model, RequestInput } from '../../matching/index.ts';
import { toText } from '../../matching/index.ts';
import type { WitnessRequest } from '../../model/index.ts';
import type { Door } from './doors.ts';

/** What the virtual host's routes ask about, so that the request says it. */
export interface Defaults {
  readonly authority: string;
  readonly random: boolean;
  readonly certificate: boolean;
  readonly connect: boolean;
  /** The virtual host sends everything but https away (require_tls). */
  readonly https: boolean;
}

/** Envoy's random number that falls into no share below 100 %. */
const LAST_SHARE = 999_999;

/** Null when the facts cannot come through this door, or are no text that JSON can hold. */
export function witnessOf(model: Model, door: Door, defaults: Defaults): WitnessRequest | null {
  const parts = new Parts();
  const scheme = door.secure ? 'https' : 'http';
  let forwardedProto = defaults.https ? 'https' : null;
  for (const [fact, value] of model) {
    if (value.kind === 'random') parts.random = value.random;
    if (value.kind === 'certificate') parts.certificate = { presented: value.presented, validated: value.validated };
    if (value.kind !== 'texts') continue;
    for (const bytes of value.texts) {
      const text = toText(bytes);
      if (text === null) return null;
      if (fact.key === 'x-forwarded-proto') forwardedProto = text;
      else if (fact.key === ':scheme') parts.scheme = text;
      else parts.put(fact.key, fact.name, text);
    }
  }
  if (forwardedProto !== null && forwardedProto !== scheme) {
    if (!trustsClients(door)) return null;
    parts.put('header x-forwarded-proto', 'x-forwarded-proto', forwardedProto);
  }
  const { scheme: claimed } = parts;
  const claims = claimed !== null && claimed !== scheme && door.manager.schemeOverwrite === undefined;
  if (claims) {
    // Only HTTP/2 lets a client say another scheme than its connection has.
    if (door.manager.codecType === 'HTTP1' || !SCHEME.test(claimed)) return null;
    parts.put('header :scheme', ':scheme', claimed);
  }
  const authority = parts.authority ?? defaults.authority;
  const path = defaults.connect ? null : parts.fullPath();
  const odd = claims || !/^[\x21-\x7e]*$/.test(path ?? '') || !COMMON_METHODS.has(parts.method ?? 'GET');
  const witness: Mutable<WitnessRequest> = {
    scheme,
    port: door.listener?.port ?? null,
    authority,
    method: defaults.connect ? 'CONNECT' : (parts.method ?? 'GET'),
    path,
    headers: parts.allHeaders(),
    sni: door.secure ? sniOf(authority, door) : null,
    protocol: odd ? 'http2' : 'http1',
  };
  // Searches make many of them: spread they would not have one shape.
  if (defaults.certificate || parts.certificate !== null)
    witness.clientCertificate = parts.certificate ?? { presented: false, validated: false };
  if (defaults.random || parts.random !== null) witness.random = parts.random ?? LAST_SHARE;
  return witness;
}

/** A client's x-forwarded-proto counts (reference/envoy-semantics.md 2.4). */
function trustsClients({ manager }: Door): boolean {
  return manager.useRemoteAddress !== true || (manager.xffNumTrustedHops ?? 0) > 0;
}

/** RFC 3986 section 3.1. */
const SCHEME = /^[A-Za-z][A-Za-z0-9+.-]*$/;

/** Methods of the HTTP/1 codec that a search would come up with; others need HTTP/2. */
const COMMON_METHODS: ReadonlySet<string> = new Set(
  'GET POST PUT DELETE PATCH HEAD OPTIONS TRACE PURGE PROPFIND COPY CONNECT MOVE LOCK UNLOCK SEARCH REPORT'.split(' '),
);

class Parts {
  authority: string | null = null;
  method: string | null = null;
  scheme: string | null = null;
  random: number | null = null;
  certificate: { readonly presented: boolean; readonly validated: boolean } | null = null;
  #path = '/';
  readonly #headers: (readonly [string, string])[] = [];
  readonly #query: string[] = [];
  readonly #cookies: string[] = [];

  put(key: string, name: string, text: string): void {
    if (key === 'path') this.#path = text;
    else if (key === ':method') this.method = text;
    else if (key === ':authority') this.authority = text;
    else if (key.startsWith('header ')) this.#headers.push([name, text]);
    else if (key.startsWith('query ')) this.#query.push(text === '' ? name : `${name}=${text}`);
    else if (key.startsWith('cookie ')) this.#cookies.push(`${name}=${text}`);
  }

  fullPath(): string {
    const query = this.#query.join('&');
    return query === '' ? this.#path : `${this.#path}${this.#path.includes('?') ? '&' : '?'}${query}`;
  }

  allHeaders(): readonly (readonly [string, string])[] {
    return this.#cookies.length === 0 ? this.#headers : [...this.#headers, ['cookie', this.#cookies.join('; ')]];
  }
}

/** The name that leads to the door's chain: the host where the chain takes it, else the chain's own first name. */
function sniOf(authority: string, { chain, names: accepted }: Door): string | null {
  const host = authority.replace(/:\d*$/, '').toLowerCase();
  const names = chain?.match.serverNames ?? [];
  const taken = names.length === 0 || accepted.cover(host);
  return taken ? host : (names[0]?.replace('*', 'any') ?? host);
}

/** A witness as input of the matching rules: `answer(index, requestOf(witnessInput(witness)))`. */
export function witnessInput(witness: WitnessRequest): Mutable<RequestInput> {
  const headers = new Map<string, string[]>();
  for (const [name, value] of witness.headers) {
    const values = headers.get(name);
    if (values === undefined) headers.set(name, [value]);
    else values.push(value);
  }
  return {
    scheme: witness.scheme === 'https' ? 'https' : 'http',
    port: witness.port,
    authority: witness.authority,
    method: witness.method,
    path: witness.path,
    headers: Object.fromEntries(headers),
    sni: witness.sni,
    protocol: witness.protocol === 'http2' ? 'http2' : 'http1',
    clientCertificate: witness.clientCertificate ?? null,
    random: witness.random ?? null,
  };
}
