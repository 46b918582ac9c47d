/** A request that passed the codec and the connection manager's checks: what routes are matched against. */
import type { HttpConnectionManager } from '../model/index.ts';
import type { ByteString } from './bytes.ts';
import { parseCookies } from './cookies.ts';
import { parseQuery } from './query-string.ts';
import type { ClientCertificate, Request } from './request.ts';
import type { SemanticsProfile } from './semantics-profile.ts';
import type { HeaderValues } from './visible-headers.ts';
import { VisibleHeaders, isWritten } from './visible-headers.ts';

/** The facts an admitted request is made of; pseudo headers after normalization. */
export interface AdmittedFacts {
  readonly request: Request;
  readonly hcm: HttpConnectionManager;
  readonly profile: SemanticsProfile;
  readonly authority: ByteString;
  /** With its query; null for CONNECT. */
  readonly path: ByteString | null;
  readonly scheme: ByteString;
  readonly forwardedProto: ByteString;
  readonly internal: boolean | null;
  readonly internalOnlyHeaders: readonly string[] | undefined;
  /** Null: TLS, but whether the client showed a certificate is unknown. */
  readonly certificate: ClientCertificate | null;
}

/** Immutable; parsed parts are made on first use. */
export class AdmittedRequest {
  readonly facts: AdmittedFacts;
  readonly headers: VisibleHeaders;
  /** The path without its query; null for CONNECT. */
  readonly file: ByteString | null;
  #matchedFile: ByteString | undefined;
  #query: ReadonlyMap<ByteString, ByteString> | undefined;
  #cookies: ReadonlyMap<ByteString, ByteString> | undefined;

  constructor(facts: AdmittedFacts) {
    this.facts = facts;
    this.headers = new VisibleHeaders(facts);
    const mark = facts.path?.indexOf('?') ?? -1;
    this.file = facts.path === null || mark < 0 ? facts.path : facts.path.slice(0, mark);
  }

  /** The path that specifiers see when path parameters are ignored: `/a;p/b;q` is `/a/b` (older: cut at the first `;`). */
  fileWithoutParameters(): ByteString {
    if (this.#matchedFile !== undefined) return this.#matchedFile;
    const file = this.file ?? '';
    const perSegment = this.facts.profile.flags.strip_path_parameters_per_segment;
    this.#matchedFile = file.replace(perSegment ? /;[^/]*/g : /;.*$/s, '');
    return this.#matchedFile;
  }

  query(): ReadonlyMap<ByteString, ByteString> {
    this.#query ??= parseQuery(this.facts.path ?? '');
    return this.#query;
  }

  cookies(): ReadonlyMap<ByteString, ByteString> {
    if (this.#cookies === undefined) {
      const values: HeaderValues = this.headers.get('cookie');
      this.#cookies = parseCookies(isWritten(values) ? [] : values);
    }
    return this.#cookies;
  }
}
