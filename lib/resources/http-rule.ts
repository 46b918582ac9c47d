/** HTTPRoute of a VirtualService (`spec.http[i]`), typed. */
import { fieldOf, listAt, numberAt, recordOf, textAt, textMapOf, textsAt, type PlainRecord } from '../base/plain.ts';
import { httpMatchOf, type HttpMatch } from './http-match.ts';

export interface Destination {
  readonly host: string;
  readonly subset: string;
  readonly port: number | undefined;
}

/** Header operations of one level: `set` overwrites, `add` appends. */
export interface HeaderOperations {
  readonly set: ReadonlyMap<string, string>;
  readonly add: ReadonlyMap<string, string>;
  readonly remove: readonly string[];
}

export interface RuleHeaders {
  readonly request: HeaderOperations;
  readonly response: HeaderOperations;
}

export interface WeightedDestination {
  readonly destination: Destination;
  readonly weight: number;
  readonly headers: RuleHeaders | undefined;
}

/** `percent` is absent when the mirror takes every request. */
export interface Mirror {
  readonly destination: Destination;
  readonly percent: number | undefined;
}

export interface HttpRewrite {
  readonly uri: string | undefined;
  readonly authority: string | undefined;
  readonly regex: { readonly match: string; readonly rewrite: string } | undefined;
}

/** Fields whose absence matters to delegation (the root fills them) stay undefined when absent. */
export interface HttpRule {
  readonly name: string;
  readonly matches: readonly HttpMatch[];
  readonly destinations: readonly WeightedDestination[];
  readonly redirect: PlainRecord | undefined;
  readonly directResponse: PlainRecord | undefined;
  readonly delegate: { readonly name: string; readonly namespace: string } | undefined;
  readonly rewrite: HttpRewrite | undefined;
  readonly timeout: string | undefined;
  readonly retries: PlainRecord | undefined;
  readonly fault: PlainRecord | undefined;
  readonly cors: PlainRecord | undefined;
  readonly mirror: Mirror | undefined;
  readonly mirrors: readonly Mirror[];
  readonly headers: RuleHeaders | undefined;
}

export function httpRuleOf(value: unknown): HttpRule {
  const delegate = recordOf(fieldOf(value, 'delegate'));
  return {
    name: textAt(value, 'name') ?? '',
    matches: listAt(value, 'match').map(httpMatchOf),
    destinations: listAt(value, 'route').map(weightedDestinationOf),
    redirect: recordOf(fieldOf(value, 'redirect')),
    directResponse: recordOf(fieldOf(value, 'directResponse')),
    delegate:
      delegate === undefined
        ? undefined
        : { name: textAt(delegate, 'name') ?? '', namespace: textAt(delegate, 'namespace') ?? '' },
    rewrite: rewriteOf(fieldOf(value, 'rewrite')),
    timeout: textAt(value, 'timeout'),
    retries: recordOf(fieldOf(value, 'retries')),
    fault: recordOf(fieldOf(value, 'fault')),
    cors: recordOf(fieldOf(value, 'corsPolicy')),
    mirror: mirrorOf(fieldOf(value, 'mirror'), mirrorPercent(value)),
    mirrors: listAt(value, 'mirrors').flatMap(
      (item) => mirrorOf(fieldOf(item, 'destination'), percentOf(fieldOf(item, 'percentage'))) ?? [],
    ),
    headers: ruleHeadersOf(fieldOf(value, 'headers')),
  };
}

export function destinationOf(value: unknown): Destination {
  return {
    host: textAt(value, 'host') ?? '',
    subset: textAt(value, 'subset') ?? '',
    port: numberAt(fieldOf(value, 'port'), 'number'),
  };
}

/** One entry of `route`; TCP and TLS rules have the same shape without headers. */
export function weightedDestinationOf(value: unknown): WeightedDestination {
  return {
    destination: destinationOf(fieldOf(value, 'destination')),
    weight: numberAt(value, 'weight') ?? 0,
    headers: ruleHeadersOf(fieldOf(value, 'headers')),
  };
}

function ruleHeadersOf(value: unknown): RuleHeaders | undefined {
  if (recordOf(value) === undefined) return undefined;
  return { request: operationsOf(fieldOf(value, 'request')), response: operationsOf(fieldOf(value, 'response')) };
}

function operationsOf(value: unknown): HeaderOperations {
  return {
    set: textMapOf(fieldOf(value, 'set')),
    add: textMapOf(fieldOf(value, 'add')),
    remove: textsAt(value, 'remove'),
  };
}

function rewriteOf(value: unknown): HttpRewrite | undefined {
  if (recordOf(value) === undefined) return undefined;
  const regex = recordOf(fieldOf(value, 'uriRegexRewrite'));
  return {
    uri: textAt(value, 'uri'),
    authority: textAt(value, 'authority'),
    regex:
      regex === undefined
        ? undefined
        : { match: textAt(regex, 'match') ?? '', rewrite: textAt(regex, 'rewrite') ?? '' },
  };
}

function mirrorOf(value: unknown, percent: number | undefined): Mirror | undefined {
  return recordOf(value) === undefined ? undefined : { destination: destinationOf(value), percent };
}

/** `mirrorPercentage: {value: 12.5}`, or the older whole number `mirrorPercent` (also spelled mirror_percent). */
function mirrorPercent(rule: unknown): number | undefined {
  return (
    percentOf(fieldOf(rule, 'mirrorPercentage')) ?? numberAt(rule, 'mirrorPercent') ?? numberAt(rule, 'mirror_percent')
  );
}

function percentOf(value: unknown): number | undefined {
  return recordOf(value) === undefined ? undefined : (numberAt(value, 'value') ?? 0);
}
