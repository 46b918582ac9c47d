/**
 * Property: with unknown matchers put into routes at random, an answer stays certain exactly when every way the unknowns
 * could turn out gives that answer.
 */
import { readFileSync } from 'node:fs';
import { expect } from 'chai';
import fc from 'fast-check';
import type { RequestInput } from '../../../lib/matching/index.ts';
import { MatchingIndex, answer, requestOf } from '../../../lib/matching/index.ts';
import type { Route, RouteMatch, Snapshot } from '../../../lib/model/index.ts';
import { loadSnapshot } from '../../support/read-dump.ts';

const SAMPLE = new URL('../../../samples/synthetic-1/', import.meta.url);
const snapshot = loadSnapshot(new URL('config_dump.json', SAMPLE).pathname);
const requests = readFileSync(new URL('envoy-answers/requests.jsonl', SAMPLE), 'utf8')
  .split('\n')
  .filter((line) => line !== '')
  .map((line) => JSON.parse(line) as RequestInput);

/** Each makes one more condition of a match unknown; what it replaces or adds is said by `yes`, the match if it holds. */
interface Unknown {
  readonly unknown: (match: RouteMatch) => RouteMatch;
  readonly yes: (match: RouteMatch) => RouteMatch;
}
const same = (match: RouteMatch): RouteMatch => match;
const field = { kind: 'unsupported', field: 'new_matcher', raw: {} } as const;
const header = (
  match: RouteMatch,
  test: NonNullable<RouteMatch['headers']>[number]['test'],
  invert = false,
): RouteMatch => ({
  ...match,
  headers: [{ name: ':method', test, invert }, ...(match.headers ?? [])],
});
const UNKNOWNS: readonly Unknown[] = [
  { unknown: (match) => ({ ...match, unsupported: [field] }), yes: same },
  { unknown: (match) => ({ ...match, dynamicMetadata: [{ filter: 'jwt' }] }), yes: same },
  { unknown: (match) => ({ ...match, filterState: [{ key: 'k' }] }), yes: same },
  { unknown: (match) => ({ ...match, runtimeFraction: { numerator: 1, denominator: 2 } }), yes: same },
  { unknown: (match) => header(match, field), yes: same },
  { unknown: (match) => header(match, field, true), yes: same },
  { unknown: (match) => header(match, { kind: 'regex', regex: '\\C' }), yes: same },
  { unknown: (match) => header(match, { kind: 'exact', value: '[redacted]' }), yes: same },
  {
    unknown: (match) => ({ ...match, path: field }),
    yes: (match) => ({ ...match, path: { kind: 'prefix', value: '' } }),
  },
  {
    unknown: (match) => ({ ...match, path: { kind: 'regex', regex: '[redacted]' } }),
    yes: (match) => ({ ...match, path: { kind: 'prefix', value: '' } }),
  },
];
const never = (match: RouteMatch): RouteMatch => header(match, { kind: 'exact', value: 'NEVER' });

/** The snapshot with the matches of some routes changed. */
function changed(changes: ReadonlyMap<Route, (match: RouteMatch) => RouteMatch>): MatchingIndex {
  const routeConfigs = snapshot.routeConfigs.map((config) => ({
    ...config,
    virtualHosts: config.virtualHosts.map((virtualHost) => ({
      ...virtualHost,
      routes: virtualHost.routes.map((route) => ({ ...route, match: (changes.get(route) ?? same)(route.match) })),
    })),
  }));
  const copy: Snapshot = { ...snapshot, routeConfigs };
  return new MatchingIndex(copy);
}

/** Position of the route that answers, `none`, or null when it is indeterminate. */
function position(index: MatchingIndex, input: RequestInput): string | null {
  const given = answer(index, requestOf(input));
  if (given.disposition === 'indeterminate') return null;
  return given.route === null ? `none ${String(given.status)}` : `route ${String(given.route.id)}`;
}

const original = new MatchingIndex(snapshot);
/** Requests that get as far as a virtual host with routes; the others have nothing to inject into. */
const telling = requests.flatMap((input) => {
  const { virtualHost } = answer(original, requestOf(input));
  return virtualHost === null || virtualHost.routes.length === 0 ? [] : [{ input, virtualHost }];
});

describe('unknown matchers', () => {
  it('has requests that reach routes', () => {
    expect(telling.length).to.be.greaterThan(500);
  });

  it('leave an answer certain exactly when it does not hang on them', () => {
    let certain = 0;
    let open = 0;
    const injection = fc.record({
      request: fc.nat(telling.length - 1),
      picks: fc.array(fc.record({ route: fc.nat(1000), how: fc.nat(UNKNOWNS.length - 1) }), {
        minLength: 1,
        maxLength: 4,
      }),
    });
    fc.assert(
      fc.property(injection, ({ request, picks }) => {
        const at = telling[request];
        if (at === undefined) return;
        const { routes } = at.virtualHost;
        const chosen = new Map(
          picks.flatMap(({ route, how }) => {
            const one = routes[route % routes.length];
            const unknown = UNKNOWNS[how];
            return one === undefined || unknown === undefined ? [] : [[one, unknown] as const];
          }),
        );
        const given = position(changed(new Map([...chosen].map(([route, { unknown }]) => [route, unknown]))), at.input);
        const worlds = new Set<string | null>();
        for (let world = 0; world < 2 ** chosen.size; world++) {
          const decided = [...chosen].map(
            ([route, { yes }], bit) => [route, (world >> bit) & 1 ? yes : never] as const,
          );
          worlds.add(position(changed(new Map(decided)), at.input));
        }
        if (given === null) open++;
        else certain++;
        expect(given).to.equal(worlds.size === 1 ? [...worlds][0] : null);
      }),
      { numRuns: 300, seed: 20261122 },
    );
    expect(certain, 'certain answers met').to.be.greaterThan(20);
    expect(open, 'open answers met').to.be.greaterThan(20);
  });
});
