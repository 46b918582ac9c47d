/**
 * Reads Listener.filter_chain_matcher as the dump spells it (snake or camel case) into a matcher tree whose leaves are
 * chain names. What is not understood becomes an `unsupported` node, so that it ends in "cannot tell".
 */
import type { MatcherCondition, MatcherInput, MatcherTree, OnMatch, Unsupported } from '../model/index.ts';
import { rawField as field, rawList, rawStranger, rawTypeName as typeName } from './raw-field.ts';
import { decodeString } from './raw-matchers.ts';

/** Deeper trees than this are not read; real ones are a handful deep. */
const DEPTH_LIMIT = 32;

/** The tree of a listener, from its field as read. */
export function chainNameTree(raw: unknown): MatcherTree<string> {
  return decodeTree(raw, 0);
}

const TREE = new Set(['matcher_list', 'matcher_tree', 'on_no_match']);
const MATCHERS = new Set(['matchers']);
const ENTRY = new Set(['predicate', 'on_match']);
const BRANCH = new Set(['input', 'exact_match_map', 'prefix_match_map']);
const MAP = new Set(['map']);
const ON_MATCH = new Set(['matcher', 'action']);
const EXTENSION = new Set(['name', 'typed_config']);
const VALUE = new Set(['value']);
const NOTHING: ReadonlySet<string> = new Set();
const PREDICATE = new Set(['single_predicate', 'and_matcher', 'or_matcher', 'not_matcher']);
const SINGLE = new Set(['input', 'value_match']);
const SEVERAL = new Set(['predicate']);

function unsupported(name: string, raw: unknown): Unsupported {
  return { kind: 'unsupported', field: name, raw };
}

function decodeTree(raw: unknown, depth: number): MatcherTree<string> {
  if (depth > DEPTH_LIMIT) return unsupported('matcher', raw);
  const matcherList = field(raw, 'matcher_list');
  const tree = field(raw, 'matcher_tree');
  const exact = field(tree, 'exact_match_map');
  const strange =
    rawStranger(raw, TREE) ??
    rawStranger(matcherList, MATCHERS) ??
    rawStranger(tree, BRANCH) ??
    rawStranger(exact, MAP) ??
    rawStranger(field(tree, 'prefix_match_map'), MAP);
  if (strange !== null) return strange;
  const otherwise = field(raw, 'on_no_match');
  const onNoMatch = otherwise === undefined ? {} : { onNoMatch: decodeOnMatch(otherwise, depth) };
  if (matcherList !== undefined) {
    const entries = rawList(matcherList, 'matchers').map((entry) => ({
      condition: rawStranger(entry, ENTRY) ?? decodeCondition(field(entry, 'predicate'), depth),
      onMatch: decodeOnMatch(field(entry, 'on_match'), depth),
    }));
    return { kind: 'list', entries, ...onNoMatch };
  }
  const map = field(exact, 'map') ?? field(field(tree, 'prefix_match_map'), 'map');
  if (typeof map !== 'object' || map === null) return unsupported('matcher_tree', raw);
  return {
    kind: 'map',
    how: exact === undefined ? 'prefix' : 'exact',
    input: decodeInput(field(tree, 'input')),
    map: new Map(Object.entries(map).map(([key, value]) => [key, decodeOnMatch(value, depth)])),
    ...onNoMatch,
  };
}

function decodeOnMatch(raw: unknown, depth: number): OnMatch<string> {
  const strange = rawStranger(raw, ON_MATCH) ?? rawStranger(field(raw, 'action'), EXTENSION);
  if (strange !== null) return strange;
  const matcher = field(raw, 'matcher');
  if (matcher !== undefined) return { kind: 'matcher', matcher: decodeTree(matcher, depth + 1) };
  const config = field(field(raw, 'action'), 'typed_config');
  const unread = rawStranger(config, VALUE);
  if (unread !== null) return unread;
  const name = field(config, 'value');
  const type = typeName(config);
  return type === 'StringValue' && (name === undefined || typeof name === 'string')
    ? { kind: 'action', action: name ?? '' }
    : unsupported('action', raw);
}

const NETWORK_INPUTS: ReadonlyMap<string, Exclude<MatcherInput['kind'], 'header' | 'unsupported'>> = new Map([
  ['DestinationPortInput', 'destinationPort'],
  ['DestinationIPInput', 'destinationIp'],
  ['SourceIPInput', 'sourceIp'],
  ['SourcePortInput', 'sourcePort'],
  ['DirectSourceIPInput', 'directSourceIp'],
  ['ServerNameInput', 'serverName'],
  ['TransportProtocolInput', 'transportProtocol'],
]);

function decodeInput(raw: unknown): MatcherInput {
  const config = field(raw, 'typed_config');
  const strange = rawStranger(raw, EXTENSION) ?? rawStranger(config, NOTHING);
  if (strange !== null) return strange;
  const kind = NETWORK_INPUTS.get(typeName(config));
  return kind === undefined ? unsupported('input', raw) : { kind };
}

function decodeCondition(raw: unknown, depth: number): MatcherCondition {
  if (depth > DEPTH_LIMIT) return unsupported('predicate', raw);
  const strange = rawStranger(raw, PREDICATE) ?? rawStranger(field(raw, 'single_predicate'), SINGLE);
  if (strange !== null) return strange;
  const single = field(raw, 'single_predicate');
  if (single !== undefined) {
    const match = field(single, 'value_match');
    if (match === undefined) return unsupported('single_predicate', raw);
    return { kind: 'single', input: decodeInput(field(single, 'input')), test: decodeString(match) };
  }
  for (const kind of ['and', 'or'] as const) {
    const several = field(raw, `${kind}_matcher`);
    if (several !== undefined) {
      const parts = rawList(several, 'predicate');
      const unknown = rawStranger(several, SEVERAL);
      if (unknown !== null) return unknown;
      return { kind, conditions: parts.map((part) => decodeCondition(part, depth + 1)) };
    }
  }
  const not = field(raw, 'not_matcher');
  return not === undefined
    ? unsupported('predicate', raw)
    : { kind: 'not', condition: decodeCondition(not, depth + 1) };
}
