/**
 * Property: a field that nobody knows yet, put anywhere into what decides (route matches, filter chain matches and
 * matcher trees, RBAC rules, weighted clusters), leaves an answer certain only where the message around it cannot matter.
 */
import { expect } from 'chai';
import fc from 'fast-check';
import { memorySource } from '../../../../lib/base/source/index.ts';
import { traceLine, tracerOf } from '../../../../lib/analyze/trace/index.ts';
import { requestOf } from '../../../../lib/matching/index.ts';
import { ALL_SECTIONS, normalize } from '../../../../lib/normalize/index.ts';
import { attribute } from '../../../../lib/provenance/index.ts';
import { decidingDump, decidingRequests } from './deciding-dump.ts';

type Json = Record<string, unknown>;
type Path = readonly (string | number)[];

const FIELD = 'zz_of_tomorrow';
const YES_RULE = { any: true };
const NO_RULE = { not_rule: { any: true } };
const NO_ID = { not_id: { any: true } };
const header = (present: boolean): Json => ({ name: ':method', present_match: present });
const port = (test: Json): Json => ({
  single_predicate: {
    input: {
      name: 'port',
      typed_config: {
        '@type': 'type.googleapis.com/envoy.extensions.matching.common_inputs.network.v3.DestinationPortInput',
      },
    },
    value_match: test,
  },
});

function at(root: unknown, path: Path): unknown {
  return path.reduce<unknown>((value, key) => (value as Json)[key], root);
}

function replaced(root: unknown, path: Path, value: unknown): unknown {
  const copy = structuredClone(root);
  (at(copy, path.slice(0, -1)) as Json)[path.at(-1) ?? ''] = value;
  return copy;
}

/** Objects that a newer Envoy may extend; maps have names for keys, not fields. */
function messages(value: unknown, path: Path, found: Path[]): void {
  if (typeof value !== 'object' || value === null) return;
  const key = path.at(-1);
  if (!Array.isArray(value) && key !== 'policies' && key !== 'map' && path.length > 0) found.push(path);
  for (const [name, inner] of Object.entries(value))
    messages(inner, [...path, Array.isArray(value) ? Number(name) : name], found);
}

const LISTS = new Set([
  'permissions',
  'principals',
  'rules',
  'ids',
  'headers',
  'query_parameters',
  'cookies',
  'predicate',
]);

/** The innermost part around a message that is true or false as a whole, with its two replacements. */
function worlds(root: unknown, path: Path): readonly unknown[] {
  for (let end = path.length; end > 0; end--) {
    const unit = path.slice(0, end);
    const key = unit.at(-1);
    const list = typeof key === 'number' ? unit.at(-2) : undefined;
    const value = at(root, unit) as Json;
    const both = (yes: unknown, no: unknown): readonly unknown[] => [
      replaced(root, unit, yes),
      replaced(root, unit, no),
    ];
    if (list === 'permissions' || (list === 'rules' && LISTS.has('rules')) || key === 'not_rule')
      return both(YES_RULE, NO_RULE);
    if (list === 'principals' || list === 'ids' || key === 'not_id') return both(YES_RULE, NO_ID);
    if (list === 'headers' || list === 'query_parameters' || list === 'cookies') {
      const match = unit.slice(0, -2);
      const own = at(root, match) as Json;
      const others = (own[list] as unknown[]).filter((_, index) => index !== key);
      const headers = (list === 'headers' ? others : (own['headers'] ?? [])) as unknown[];
      return [true, false].map((present) =>
        replaced(root, match, { ...own, [list]: others, headers: [...headers, header(present)] }),
      );
    }
    if (list === 'predicate' || key === 'predicate' || key === 'not_matcher') {
      return both(port({ prefix: '8' }), port({ exact: 'never' }));
    }
    if (key === 'action') return both(value, { name: 'x', typed_config: { '@type': STRING, value: 'other' } });
    if (key === 'filter_chain_matcher' || key === 'on_match' || key === 'on_no_match' || key === 'matcher') {
      const action = { action: { name: 'x', typed_config: { '@type': STRING, value: 'other' } } };
      return both(
        value,
        key === 'matcher' || key === 'filter_chain_matcher'
          ? { on_no_match: action, matcher_list: { matchers: [] } }
          : action,
      );
    }
    if (list === 'matchers') return both(value, { predicate: port({ exact: 'never' }), on_match: value['on_match'] });
    if (key === 'match' && path.includes('routes')) return both(value, { ...value, headers: [header(false)] });
    if (key === 'filter_chain_match') return both(value, { destination_port: 1 });
    if (key === 'clusters' || key === 'weighted_clusters')
      return both(value, { clusters: [{ name: 'other', weight: 1 }] });
    if (unit.at(-2) === 'policies') return both(value, { permissions: [NO_RULE], principals: [YES_RULE] });
    if (key === 'rules') return both({ action: 'ALLOW', policies: {} }, undefined);
  }
  return [];
}

const STRING = 'type.googleapis.com/google.protobuf.StringValue';

function answers(dump: unknown): readonly (string | null)[] {
  const bytes = Buffer.from(JSON.stringify(dump));
  const snapshot = normalize(
    [{ origin: { name: 'd', kind: 'file' }, source: memorySource(bytes), named: true }],
    ALL_SECTIONS,
  );
  const tracer = tracerOf(snapshot, attribute(snapshot));
  return decidingRequests.map((input) => {
    const { disposition, status, route, clusters, why } = traceLine(tracer, requestOf(input));
    // What a filter may forestall is said in the sentence: the disposition stays that of the route.
    if (disposition === 'indeterminate' || why.includes('Could be denied')) return null;
    return JSON.stringify(
      disposition === 'direct-response' ? [disposition, status] : [disposition, status, route, clusters],
    );
  });
}

/** Messages below what decides, by what it is. */
const ROOTS = ['match', 'filter_chain_match', 'filter_chain_matcher', 'weighted_clusters', 'rules'] as const;
const dump = decidingDump();
const all: Path[] = [];
messages(dump, [], all);

describe('unknown fields in the raw dump', () => {
  const original = answers(dump);

  it('the dump without them answers every request', () => {
    expect(original).to.not.include(null);
    expect(new Set(original).size).to.be.greaterThan(8);
  });

  for (const root of ROOTS) {
    const inside = all.filter((path) => path.find((key) => ROOTS.some((name) => name === key)) === root);

    it(`leave no answer certain that hangs on them: ${root}`, () => {
      let open = 0;
      fc.assert(
        fc.property(
          fc.constantFrom(...inside),
          fc.constantFrom({ a: 1 }, true, 'text', []),
          fc.boolean(),
          (path, value, first) => {
            const message = at(dump, path) as Json;
            const given = answers(
              replaced(dump, path, first ? { [FIELD]: value, ...message } : { ...message, [FIELD]: value }),
            );
            const [yes = [], no = []] = worlds(dump, path).map(answers);
            for (const [request, one] of given.entries()) {
              const told = `${path.join('.')} request ${String(request)}: ${String(one)}`;
              if (one === null) open++;
              else expect(one, told).to.equal(original[request]);
              if (yes[request] !== no[request])
                expect(one, `${told}, but ${String(yes[request])} or ${String(no[request])}`).to.equal(null);
            }
          },
        ),
        { numRuns: 150, seed: 7 },
      );
      expect(open, 'open answers').to.be.greaterThan(20);
    });
  }
});
