/** The conditions of a match beside its path: named for people, and spelled so that two of them can be compared. */
import { canonical } from '../../../base/index.ts';
import type { HeaderMatcher, RouteMatch } from '../../../model/index.ts';

export interface Condition {
  /** Short name: `method`, `header x-user`, `query parameter lang`. */
  readonly name: string;
  /** Equal for two conditions exactly when they are the same condition. */
  readonly spelled: string;
  /** False for a field that this version does not model: nothing can be proved with it. */
  readonly understood: boolean;
}

function understood(name: string, kind: string, value: unknown): Condition {
  return { name, spelled: `${kind} ${canonical(value)}`, understood: true };
}

function headerName({ name }: HeaderMatcher): string {
  if (name === ':method') return 'method';
  return name === ':authority' ? 'host header' : `header ${name}`;
}

const known = new WeakMap<RouteMatch, readonly Condition[]>();

/**
 * All conditions are ANDed; an empty list means that the path alone decides. Remembered: explaining all routes of a
 * resource compares each with each.
 */
export function conditionsOf(match: RouteMatch): readonly Condition[] {
  const old = known.get(match);
  if (old !== undefined) return old;
  const made = spellOut(match);
  known.set(match, made);
  return made;
}

function spellOut(match: RouteMatch): readonly Condition[] {
  return [
    ...(match.headers ?? []).map((header) => understood(headerName(header), 'header', header)),
    ...(match.queryParameters ?? []).map((query) => understood(`query parameter ${query.name}`, 'query', query)),
    ...(match.cookies ?? []).map((cookie) => understood(`cookie ${cookie.name}`, 'cookie', cookie)),
    ...(match.grpc === true ? [understood('gRPC content type', 'grpc', true)] : []),
    ...(match.tlsContext === undefined ? [] : [understood('client certificate', 'tls', match.tlsContext)]),
    ...(match.runtimeFraction === undefined
      ? []
      : [understood('share of requests', 'fraction', match.runtimeFraction)]),
    ...(match.dynamicMetadata ?? []).map((metadata) =>
      understood('metadata of an earlier filter', 'metadata', metadata),
    ),
    ...(match.filterState ?? []).map((state) => understood('state of an earlier filter', 'state', state)),
    ...(match.unsupported ?? []).map((field) => ({
      name: `${field.field} (not understood)`,
      spelled: `unsupported ${canonical(field)}`,
      understood: false,
    })),
  ];
}

/** `method, header x-user (2×)`: each name once. */
export function conditionWords(conditions: readonly Condition[]): string {
  const counts = new Map<string, number>();
  for (const { name } of conditions) counts.set(name, (counts.get(name) ?? 0) + 1);
  return [...counts].map(([name, count]) => (count === 1 ? name : `${name} (${String(count)} times)`)).join(', ');
}

/** The end of a sentence that says what a route takes: empty, or `, if this holds too: header x-user`. */
export function furtherWords(conditions: readonly Condition[]): string {
  if (conditions.length === 0) return '';
  return `, if ${conditions.length === 1 ? 'this' : 'all of this'} holds too: ${conditionWords(conditions)}`;
}

/**
 * True when whatever satisfies `wide` beside the path satisfies `narrow` as well: each condition of `narrow` is one of
 * `wide`. The random number of a share of requests is drawn once a request (reference/envoy-semantics.md 4.5), so equal
 * shares agree.
 */
export function impliedBy(narrow: readonly Condition[], wide: readonly Condition[]): boolean {
  const held = new Set(wide.map(({ spelled }) => spelled));
  return narrow.every((condition) => condition.understood && held.has(condition.spelled));
}
