/** The nine levels of filter_chain_match: which keys a chain has at each, and which key a connection takes. */
import type { FilterChainMatch } from '../model/index.ts';
import type { CidrRange } from './cidr.ts';
import { cidrContains, cidrKey, isLoopback, parseAddress, parseCidr } from './cidr.ts';
import type { ConnectionFacts } from './connection-facts.ts';
import type { MatchGap, RequestFact } from './match-gap.ts';

export type LevelName =
  | 'destinationPort'
  | 'prefixRanges'
  | 'serverNames'
  | 'transportProtocol'
  | 'applicationProtocols'
  | 'directSourcePrefixRanges'
  | 'sourceType'
  | 'sourcePrefixRanges'
  | 'sourcePorts'
  /** Not a level: a filter_chain_matcher named a chain that does not exist. */
  | 'chainName';

type Keys = ReadonlyMap<string, unknown>;

export interface ChainLevel {
  readonly name: LevelName;
  /** Keys that a chain names; none when it leaves the level open. */
  readonly keysOf: (match: FilterChainMatch) => readonly string[];
  /** Where a chain that leaves the level open is filed. */
  readonly unset: readonly string[];
  /** The key that the connection commits to, null for none, or why that cannot be told. */
  readonly pick: (keys: Keys, connection: ConnectionFacts) => string | null | MatchGap;
}

const ANY = '';
const UNSET: readonly string[] = [ANY];

export const CHAIN_LEVELS: readonly ChainLevel[] = [
  {
    name: 'destinationPort',
    keysOf: ({ destinationPort }) => (destinationPort === undefined ? [] : [String(destinationPort)]),
    unset: UNSET,
    pick: (keys, { destinationPort }) => exactOrUnset(keys, String(destinationPort)),
  },
  rangeLevel('prefixRanges', 'destinationIp', 'destinationIp'),
  {
    name: 'serverNames',
    keysOf: ({ serverNames = [] }) => serverNames.map(serverNameKey),
    unset: UNSET,
    pick: pickServerName,
  },
  {
    name: 'transportProtocol',
    keysOf: ({ transportProtocol = '' }) => (transportProtocol === '' ? [] : [transportProtocol]),
    unset: UNSET,
    pick: (keys, { transportProtocol }) => exactOrUnset(keys, transportProtocol),
  },
  {
    name: 'applicationProtocols',
    keysOf: ({ applicationProtocols = [] }) => applicationProtocols,
    unset: UNSET,
    pick: (keys, { applicationProtocols }) => {
      if (applicationProtocols === null) return { kind: 'requestFact', fact: 'alpn' };
      return applicationProtocols.find((protocol) => protocol !== '' && keys.has(protocol)) ?? unsetOrNone(keys);
    },
  },
  rangeLevel('directSourcePrefixRanges', 'sourceIp', 'sourceIp'),
  {
    name: 'sourceType',
    keysOf: ({ sourceType = 'ANY' }) => (sourceType === 'ANY' ? [] : [sourceType]),
    unset: UNSET,
    pick: pickSourceType,
  },
  rangeLevel('sourcePrefixRanges', 'sourceIp', 'sourceIp'),
  {
    name: 'sourcePorts',
    keysOf: ({ sourcePorts = [] }) => sourcePorts.map(String),
    unset: UNSET,
    pick: (keys, { sourcePort }) =>
      sourcePort === null ? { kind: 'requestFact', fact: 'sourcePort' } : exactOrUnset(keys, String(sourcePort)),
  },
];

/** The levels at which a chain's own match does not take the connection, each with what the chain asks for. */
export function chainMisfits(
  match: FilterChainMatch,
  connection: ConnectionFacts,
): readonly { readonly level: LevelName; readonly wants: readonly string[]; readonly open: boolean }[] {
  return CHAIN_LEVELS.flatMap(({ name, keysOf, pick }) => {
    const wants = keysOf(match);
    if (wants.length === 0) return [];
    const key = pick(new Map(wants.map((wanted) => [wanted, null])), connection);
    return typeof key === 'string' ? [] : [{ level: name, wants: asWritten(match, name), open: key !== null }];
  });
}

/** What a chain says at a level, as the configuration spells it. */
function asWritten(match: FilterChainMatch, level: LevelName): readonly string[] {
  const value = level === 'chainName' ? undefined : match[level];
  return value === undefined ? [] : Array.isArray(value) ? value.map(String) : [String(value)];
}

function exactOrUnset(keys: Keys, key: string): string | null {
  return key !== ANY && keys.has(key) ? key : unsetOrNone(keys);
}

function unsetOrNone(keys: Keys): string | null {
  return keys.has(ANY) ? ANY : null;
}

/** Names are compared in lower case; `.a.com` is an old spelling of `*.a.com`. An empty name means "any". */
function serverNameKey(name: string): string {
  const lower = name.toLowerCase();
  return lower.startsWith('*.') ? lower.slice(1) : lower;
}

/** Exact, then the wildcard of each parent, longest first; `*.a.com` does not match `a.com`. */
function pickServerName(keys: Keys, { serverName }: ConnectionFacts): string | null {
  if (serverName === '') return unsetOrNone(keys);
  // A wildcard is filed as `.a.com`, which a name that begins with a dot finds as its own (observed).
  if (keys.has(serverName)) return serverName;
  for (let dot = serverName.indexOf('.', 1); dot > 0; dot = serverName.indexOf('.', dot + 1)) {
    const parent = serverName.slice(dot);
    if (keys.has(parent)) return parent;
  }
  return unsetOrNone(keys);
}

/** A local client (loopback, or the destination's own address) takes its bucket whenever any chain is in it. */
function pickSourceType(keys: Keys, connection: ConnectionFacts): string | null | MatchGap {
  const { sourceIp, destinationIp } = connection;
  if (sourceIp === null) return { kind: 'requestFact', fact: 'sourceIp' };
  if (destinationIp === null && !isLoopback(sourceIp)) return { kind: 'requestFact', fact: 'destinationIp' };
  const local = isLoopback(sourceIp) || sourceIp === destinationIp;
  return exactOrUnset(keys, local ? 'SAME_IP_OR_LOOPBACK' : 'EXTERNAL');
}

function rangeLevel(
  name: 'prefixRanges' | 'directSourcePrefixRanges' | 'sourcePrefixRanges',
  address: 'destinationIp' | 'sourceIp',
  fact: RequestFact,
): ChainLevel {
  return {
    name,
    keysOf: (match) => (match[name] ?? []).flatMap((text) => rangeKey(text)),
    unset: UNSET,
    pick: (keys, connection) => {
      const parsed = connection[address] === null ? null : parseAddress(connection[address]);
      if (parsed === null) return { kind: 'requestFact', fact };
      let best: CidrRange | null = null;
      for (const key of keys.keys()) {
        const range = rangeOf(key);
        if (range !== null && cidrContains(range, parsed) && (best === null || range.length > best.length))
          best = range;
      }
      if (best === null) return unsetOrNone(keys);
      // An absent list is 0.0.0.0/0 and ::/0 too, kept apart from a written one: which wins is left to a hash in Envoy.
      const twins = best.length === 0 && keys.has(ANY);
      return twins ? { kind: 'several', resource: 'filterChain', name: `${name} of length 0` } : cidrKey(best);
    },
  };
}

/** A range that cannot be read is filed under its text, where no address finds it. */
function rangeKey(text: string): string {
  const range = parseCidr(text);
  return range === null ? `unreadable/${text}` : cidrKey(range);
}

function rangeOf(key: string): CidrRange | null {
  const [width, length, prefix] = key.split('/');
  if (prefix === undefined || (width !== '32' && width !== '128')) return null;
  const size = width === '32' ? 32 : 128;
  return { width: size, length: Number(length), bits: BigInt(`0x${prefix}`) << BigInt(size - Number(length)) };
}
