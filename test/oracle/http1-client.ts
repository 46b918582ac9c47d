/** Sends requests byte for byte over HTTP/1 and reads status, Location and body; one connection for many requests. */
import { connect } from 'node:net';
import type { Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';
import type { Request } from '../../lib/matching/index.ts';

/** `status` 0: the connection was closed without an answer. */
export interface Response {
  readonly status: number;
  readonly location: string | null;
  readonly grpcStatus: string | null;
  readonly body: string;
}

export class Http1Client {
  readonly #port: number;
  readonly #serverName: string | null;
  #socket: Socket | null = null;
  #buffer = '';
  #wake: (() => void) | null = null;
  #ended = false;

  /** `serverName` null: plain text; empty: TLS without SNI. */
  constructor(port: number, serverName: string | null = null) {
    this.#port = port;
    this.#serverName = serverName;
  }

  async send(request: Request): Promise<Response> {
    await this.#open();
    const version = request.protocol === 'http1.0' ? '1.0' : '1.1';
    const lines = [`${request.method} ${request.path ?? ''} HTTP/${version}`];
    if (request.authority !== null) lines.push(`Host: ${request.authority}`);
    for (const [name, value] of request.headers) lines.push(`${name}: ${value}`);
    this.#socket?.write(Buffer.from(`${lines.join('\r\n')}\r\n\r\n`, 'latin1'));
    const response = await this.#read();
    if (response.close) this.close();
    return response;
  }

  close(): void {
    this.#socket?.destroy();
    this.#socket = null;
  }

  async #open(): Promise<void> {
    if (this.#socket !== null && !this.#ended) return;
    this.close();
    this.#buffer = '';
    this.#ended = false;
    const socket = this.#connect();
    socket.setNoDelay(true);
    socket.on('data', (data: Buffer) => {
      if (this.#socket !== socket) return;
      this.#buffer += data.toString('latin1');
      this.#wake?.();
    });
    // An old connection's end may come late, when the next one is already open.
    const end = (): void => {
      if (this.#socket !== socket) return;
      this.#ended = true;
      this.#wake?.();
    };
    socket.on('close', end).on('error', end);
    this.#socket = socket;
    await new Promise<void>((resolve) => {
      const opened = this.#serverName === null ? 'connect' : 'secureConnect';
      socket.once(opened, resolve).once('close', () => {
        resolve();
      });
    });
  }

  #connect(): Socket {
    if (this.#serverName === null) return connect(this.#port, '127.0.0.1');
    const name = this.#serverName === '' ? {} : { servername: this.#serverName };
    const options = { host: '127.0.0.1', port: this.#port, rejectUnauthorized: false, ALPNProtocols: ['http/1.1'] };
    return connectTls({ ...options, ...name });
  }

  async #read(): Promise<Response & { readonly close: boolean }> {
    for (;;) {
      const parsed = this.#parse();
      if (parsed !== null) return parsed;
      if (this.#ended) return { status: 0, location: null, grpcStatus: null, body: '', close: true };
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
  }

  #parse(): (Response & { readonly close: boolean }) | null {
    const end = this.#buffer.indexOf('\r\n\r\n');
    if (end < 0) return null;
    const [line = '', ...fields] = this.#buffer.slice(0, end).split('\r\n');
    const field = (name: string): string | null =>
      fields.find((text) => text.toLowerCase().startsWith(`${name}: `))?.slice(name.length + 2) ?? null;
    const length = Number(field('content-length') ?? '0');
    if (this.#buffer.length < end + 4 + length) return null;
    const body = this.#buffer.slice(end + 4, end + 4 + length);
    this.#buffer = this.#buffer.slice(end + 4 + length);
    const status = Number(line.split(' ')[1] ?? '0');
    const close = status === 101 || field('connection') === 'close';
    return { status, location: field('location'), grpcStatus: field('grpc-status'), body, close };
  }
}
