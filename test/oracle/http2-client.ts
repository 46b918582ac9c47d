/** Sends requests over HTTP/2, in plain text with prior knowledge or over TLS; one connection for many requests. */
import { connect, constants } from 'node:http2';
import type { ClientHttp2Session, IncomingHttpHeaders, OutgoingHttpHeaders } from 'node:http2';
import type { Request } from '../../lib/matching/index.ts';
import type { Response } from './http1-client.ts';

/** Null: Node's client refuses to send such a request. */
export type Sent = Response | null;

export class Http2Client {
  readonly #port: number;
  readonly #serverName: string | null;
  #session: ClientHttp2Session | null = null;

  /** `serverName` null: plain text; empty: TLS without SNI. */
  constructor(port: number, serverName: string | null = null) {
    this.#port = port;
    this.#serverName = serverName;
  }

  send(request: Request): Promise<Sent> {
    const headers = headersOf(request, this.#serverName !== null);
    if (headers === null) return Promise.resolve(null);
    return new Promise((resolve) => {
      let answer: IncomingHttpHeaders | null = null;
      let body = '';
      try {
        const stream = this.#open().request(headers, { endStream: true });
        stream.on('response', (fields) => {
          answer = fields;
        });
        stream.setEncoding('latin1');
        stream.on('data', (data: string) => {
          body += data;
        });
        stream.on('error', () => undefined);
        stream.on('close', () => {
          resolve(responseOf(answer, body));
        });
      } catch {
        resolve(null);
      }
    });
  }

  close(): void {
    this.#session?.destroy();
    this.#session = null;
  }

  #open(): ClientHttp2Session {
    const known = this.#session;
    if (known !== null && !known.closed && !known.destroyed) return known;
    const scheme = this.#serverName === null ? 'http' : 'https';
    const session = connect(`${scheme}://127.0.0.1:${String(this.#port)}`, {
      rejectUnauthorized: false,
      servername: this.#serverName ?? '',
      ALPNProtocols: ['h2'],
    });
    session.on('error', () => undefined);
    session.on('goaway', () => {
      if (this.#session === session) this.#session = null;
    });
    this.#session = session;
    return session;
  }
}

const PSEUDO = [
  constants.HTTP2_HEADER_METHOD,
  constants.HTTP2_HEADER_PATH,
  constants.HTTP2_HEADER_SCHEME,
  constants.HTTP2_HEADER_AUTHORITY,
] as const;

/** What HTTP/2 has no place for (connection, upgrade) cannot be sent; bytes above 0x7f Node would encode its own way. */
function headersOf(request: Request, tls: boolean): OutgoingHttpHeaders | null {
  const [method, path, scheme, authority] = PSEUDO;
  const headers: Record<string, string | string[]> = {
    [method]: request.method,
    [path]: request.path ?? '/',
    [scheme]: tls ? 'https' : 'http',
  };
  if (request.authority !== null) headers[authority] = request.authority;
  for (const [name, value] of request.headers) {
    if (name === 'connection' || name === 'upgrade' || (name === 'te' && value !== 'trailers')) return null;
    const before = headers[name];
    headers[name] = before === undefined ? value : [...(typeof before === 'string' ? [before] : before), value];
  }
  return /[^\x20-\x7e]/.test(JSON.stringify(headers)) ? null : headers;
}

function responseOf(fields: IncomingHttpHeaders | null, body: string): Response {
  if (fields === null) return { status: 0, location: null, grpcStatus: null, body };
  const text = (name: string): string | null => {
    const value = fields[name];
    return typeof value === 'string' ? value : null;
  };
  const status = Number(fields[constants.HTTP2_HEADER_STATUS] ?? 0);
  return { status, location: text('location'), grpcStatus: text('grpc-status'), body };
}
