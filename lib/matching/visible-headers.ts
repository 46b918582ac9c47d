/** The headers that a route's matchers see: the client's, after the connection manager's removals and additions. */
import type { HttpConnectionManager } from '../model/index.ts';
import type { ByteString } from './bytes.ts';
import { joinInline } from './grpc-request.ts';
import { EDGE_REMOVED, HOP_BY_HOP, INTERNAL_ONLY, JOINED } from './header-fates.ts';
import type { MatchGap } from './match-gap.ts';
import type { Request } from './request.ts';

/** A header whose value Envoy writes: `present` null when even that hangs on the gap. */
export interface WrittenHeader {
  readonly present: true | null;
  readonly gap: MatchGap;
}

/** All values in order (none: the header is absent), or what is known of a value that Envoy writes. */
export type HeaderValues = readonly ByteString[] | WrittenHeader;

/** What the view needs to know beside the request itself. Pseudo headers are already normalized. */
export interface HeaderContext {
  readonly request: Request;
  readonly hcm: HttpConnectionManager;
  readonly authority: ByteString;
  readonly path: ByteString | null;
  readonly scheme: ByteString;
  readonly forwardedProto: ByteString;
  /** Whether Envoy takes the client for an internal one; null when the input cannot tell. */
  readonly internal: boolean | null;
  readonly internalOnlyHeaders: readonly string[] | undefined;
}

const EMPTY: HeaderValues = [''];
const ABSENT: readonly ByteString[] = [];

export function isWritten(values: HeaderValues): values is WrittenHeader {
  return !Array.isArray(values);
}

/** Looks headers up by lower-case name; the work is done on first use, as most routes look at few headers. */
export class VisibleHeaders {
  readonly #context: HeaderContext;
  #sent: Map<string, ByteString[]> | undefined;

  constructor(context: HeaderContext) {
    this.#context = context;
  }

  get(name: string): HeaderValues {
    const { authority, path, scheme, request } = this.#context;
    switch (name) {
      case ':authority':
      case 'host':
        return [authority];
      case ':path':
        return path === null ? ABSENT : [path];
      case ':method':
        return [request.method];
      case ':scheme':
        return [scheme];
      default:
        return this.#ordinary(name);
    }
  }

  #ordinary(name: string): HeaderValues {
    if (name.startsWith('x-')) return this.#extension(name);
    if (HOP_BY_HOP.has(name)) return this.#hopByHop(name);
    return this.#restricted(name);
  }

  #extension(name: string): HeaderValues {
    const { hcm, internal, request, forwardedProto } = this.#context;
    const edge = hcm.useRemoteAddress === true ? negate(internal) : false;
    switch (name) {
      case 'x-forwarded-proto':
        return [forwardedProto];
      case 'x-request-id':
        return this.#requestId(edge);
      case 'x-forwarded-for':
        if (hcm.useRemoteAddress !== true) return this.#sentValues(name);
        if (request.sourceIp === null) return written(name);
        return [joinInline([...this.#sentValues(name), request.sourceIp])];
      case 'x-forwarded-client-cert':
        return this.#clientCertificate(name);
      case 'x-envoy-internal':
        return internal === null ? openOn('internal') : internal ? ['true'] : ABSENT;
      case 'x-envoy-external-address':
        if (edge === false) return this.#sentValues(name);
        return edge === null ? openOn('internal') : written(name);
      default:
        if (EDGE_REMOVED.has(name) && edge !== false) return this.#removedWhen(name, edge);
        if (INTERNAL_ONLY.has(name)) return this.#removedWhen(name, negate(internal));
        return this.#restricted(name);
    }
  }

  /** Generated unless the client sends one that is kept: at the edge Envoy replaces it. */
  #requestId(edge: boolean | null): HeaderValues {
    const sent = this.#sentValues('x-request-id');
    return edge === false && sent.length > 0 ? sent : written('x-request-id');
  }

  /** RouteConfiguration.internal_only_headers are taken from external clients. */
  #restricted(name: string): HeaderValues {
    const { internalOnlyHeaders, internal } = this.#context;
    if (internalOnlyHeaders?.some((header) => header.toLowerCase() === name) === true) {
      return this.#removedWhen(name, negate(internal));
    }
    return this.#sentValues(name);
  }

  #removedWhen(name: string, removed: boolean | null): HeaderValues {
    const sent = this.#sentValues(name);
    if (sent.length === 0 || removed === true) return ABSENT;
    return removed === null ? openOn('internal') : sent;
  }

  #hopByHop(name: string): HeaderValues {
    const sent = this.#sentValues(name);
    if (sent.length === 0 || this.isUpgrade()) return sent;
    // Of te only the word trailers is kept; an empty one is left alone (sanitizeTEHeader; observed).
    if (name === 'te' && sent.every((value) => value === '')) return EMPTY;
    const trailers = name === 'te' && sent.some((value) => value.split(',').some((token) => isTrailers(token)));
    return trailers ? ['trailers'] : ABSENT;
  }

  /** forward_client_cert_details decides; it only forwards over mutual TLS, except ALWAYS_FORWARD_ONLY. */
  #clientCertificate(name: string): HeaderValues {
    const { hcm, request } = this.#context;
    const details = hcm.forwardClientCertDetails ?? 'SANITIZE';
    if (details === 'ALWAYS_FORWARD_ONLY') return this.#sentValues(name);
    if (details === 'SANITIZE' || request.scheme === 'http') return ABSENT;
    const certificate = request.clientCertificate;
    if (certificate === null) return openOn('clientCertificate');
    return certificate.presented ? { present: null, gap: { kind: 'headerValue', name } } : ABSENT;
  }

  /** An HTTP/1 upgrade keeps its Connection and Upgrade headers (Http::Utility::isUpgrade). */
  isUpgrade(): boolean {
    if (this.#context.request.headers.length === 0 || this.#sentValues('upgrade').length === 0) return false;
    return this.#sentValues('connection').some((value) =>
      value.split(',').some((token) => token.trim().toLowerCase() === 'upgrade'),
    );
  }

  #sentValues(name: string): readonly ByteString[] {
    if (this.#context.request.headers.length === 0) return ABSENT;
    this.#sent ??= collect(this.#context);
    return this.#sent.get(name) ?? ABSENT;
  }
}

function collect({ request, hcm }: HeaderContext): Map<string, ByteString[]> {
  const dropUnderscores = hcm.headersWithUnderscoresAction === 'DROP_HEADER';
  const sent = new Map<string, ByteString[]>();
  for (const [name, value] of request.headers) {
    if (dropUnderscores && name.includes('_')) continue;
    const values = sent.get(name);
    if (values === undefined) sent.set(name, [value]);
    else if (JOINED.has(name)) values[0] = joinInline([values[0] ?? '', value]);
    // HTTP/2 sends cookies in crumbs and the codec puts them together (RFC 9113 section 8.2.3).
    else if (name === 'cookie' && request.protocol === 'http2') values[0] = `${values[0] ?? ''}; ${value}`;
    else values.push(value);
  }
  return sent;
}

function isTrailers(token: ByteString): boolean {
  return token.trim().toLowerCase() === 'trailers';
}

function written(name: string): WrittenHeader {
  return { present: true, gap: { kind: 'headerValue', name } };
}

function openOn(fact: 'internal' | 'clientCertificate'): WrittenHeader {
  return { present: null, gap: { kind: 'requestFact', fact } };
}

function negate(value: boolean | null): boolean | null {
  return value === null ? null : !value;
}
