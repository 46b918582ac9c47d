import { expect } from 'chai';
import fc from 'fast-check';
import { JsonCursor } from '../../../../lib/base/json/index.ts';
import { memorySource } from '../../../../lib/base/source/index.ts';
import { Reading } from '../../../../lib/normalize/read/index.ts';
import type { RouteDraft } from '../../../../lib/normalize/route/index.ts';
import { readVirtualHost, virtualHostOf } from '../../../../lib/normalize/route/virtual-host.ts';
import type { VirtualHostDraft } from '../../../../lib/normalize/route/virtual-host.ts';
import { Tally } from '../../../../lib/normalize/tally.ts';

/** What is read, down to the order of fields, and which fields nobody knows. */
interface Told {
  readonly routes: readonly unknown[];
  readonly unknown: unknown;
}

/** A route itself has its fields in another order; what is in them has not. */
function ordered(routes: readonly RouteDraft[]): readonly unknown[] {
  return routes.map((route) =>
    Object.entries(route)
      .map(([name, value]) => `${name} ${JSON.stringify(value)}`)
      .sort(),
  );
}

function unknownOf({ unknownFields }: Reading): unknown {
  return [...unknownFields].map(([message, fields]) => [message, [...fields].sort()]).sort();
}

/** As bytes, member by member; `hasMisfits` (which parsed values are not looked at for) when a field had the wrong type. */
function fromBytes(text: string): Told & { readonly hasMisfits: boolean } {
  const reading = new Reading();
  let host: VirtualHostDraft | null = null;
  const cursor = new JsonCursor(memorySource(Buffer.from(text)), 0, {
    onDamage: (damage) => {
      throw damage;
    },
    onDuplicateKey: () => undefined,
    onLongInteger: () => undefined,
  });
  try {
    readVirtualHost(cursor, reading, new Tally(), (draft) => (host = draft));
  } finally {
    cursor.close();
  }
  const { routes } = host as unknown as VirtualHostDraft;
  return { routes: ordered(routes), unknown: unknownOf(reading), hasMisfits: reading.misfits.length > 0 };
}

/** As a value that was parsed as a whole. */
function fromValue(text: string): Told {
  const reading = new Reading();
  const { routes } = virtualHostOf(JSON.parse(text), reading, new Tally());
  return { routes: ordered(routes), unknown: unknownOf(reading) };
}

const text = fc.constantFrom('/', '/a', '/ä', 'outbound|80||a.b', '', 'x"y');
const odd = fc.constantFrom<unknown>(null, 7, true, [], {}, 'odd', { a: 1 }, ['x']);
/** `value`, or now and then something that Envoy would not write. */
const mostly = (value: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> =>
  fc.oneof({ weight: 15, arbitrary: value }, { weight: 1, arbitrary: odd });
const record = (fields: Readonly<Record<string, fc.Arbitrary<unknown>>>): fc.Arbitrary<unknown> =>
  fc.record(Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, mostly(value)])), {
    requiredKeys: [],
  });

const weights = fc.array(record({ name: text, weight: fc.nat(100) }), { maxLength: 3 });
const action = record({
  cluster: text,
  weighted_clusters: record({ clusters: weights, total_weight: fc.nat(100) }),
  weightedClusters: record({ clusters: fc.array(record({ name: text, weight: fc.nat(9), new_field: text })) }),
  timeout: fc.constantFrom('0s', '3s'),
  retry_policy: fc.constantFrom({ retry_on: '5xx', num_retries: 2 }, { retryOn: 'reset', unheard: 1 }),
  max_grpc_timeout: fc.constant('0s'),
  prefix_rewrite: text,
  request_mirror_policies: fc.constantFrom([{ cluster: 'a' }], []),
  host_rewrite_literal: text,
  hash_policy: fc.constantFrom([{ terminal: true }]),
  cors: fc.constant({}),
  brand_new: text,
});
const match = record({
  prefix: text,
  path: text,
  safe_regex: fc.constantFrom({ regex: '/a.*' }, { regex: '/b', engine: 1 }),
  case_sensitive: fc.boolean(),
  headers: fc.constantFrom([{ name: 'a', string_match: { exact: 'b' } }], [{ name: 'a', brandNew: 1 }]),
  query_parameters: fc.constantFrom([{ name: 'q', string_match: { exact: 'b' } }], [{ name: 'r', unheard: {} }]),
  grpc: fc.constantFrom({}, { more: 1 }),
  path_separated_prefix: text,
  brand_new: text,
  unheard: fc.constant({ of: 1 }),
});
const config = fc.constantFrom('/apis/networking.istio.io/v1/namespaces/a/virtual-service/b', '', 'ü');
const metadata = record({
  filter_metadata: record({ istio: record({ config, subset: text, other: text }), 'envoy.lb': fc.constant({}) }),
  filterMetadata: record({ istio: record({ config }) }),
});
const route = record({ match, route: action, metadata, name: text, decorator: record({ operation: text }) });

describe('normalize/route: members read where they stand', () => {
  it('give what the parsed value gives, and the same remarks', () => {
    let fit = 0;
    fc.assert(
      fc.property(fc.array(route, { maxLength: 4 }), fc.constantFrom(0, 1), (routes, indent) => {
        // Twice: what was seen before is not read again.
        const objects = routes.filter((one) => typeof one === 'object' && one !== null && !Array.isArray(one));
        const json = JSON.stringify({ routes: [...objects, ...objects] }, null, indent);
        const { hasMisfits, ...told } = fromBytes(json);
        expect(told).to.deep.equal(fromValue(json));
        if (!hasMisfits && objects.length > 0) fit++;
      }),
      { numRuns: 3000 },
    );
    expect(fit).to.be.greaterThan(200);
  });

  const misfits: readonly (readonly [member: string, path: string])[] = [
    ['"match":{"prefix":7}', 'match.prefix'],
    ['"match":{"prefix":"/","case_sensitive":"yes"}', 'match.case_sensitive'],
    ['"route":{"cluster":["a"]}', 'route.cluster'],
    ['"route":{"cluster":"a","timeout":{}}', 'route.timeout'],
    ['"route":{"weighted_clusters":{"clusters":[{"name":1,"weight":1}]}}', 'route.weighted_clusters.clusters[0].name'],
  ];
  for (const [member, path] of misfits) {
    it(`says that ${path} has the wrong type, and where the member is`, () => {
      const json = `{"routes":[{${member}}]}`;
      const reading = new Reading();
      const cursor = new JsonCursor(memorySource(Buffer.from(json)), 0, {
        onDamage: () => undefined,
        onDuplicateKey: () => undefined,
        onLongInteger: () => undefined,
      });
      readVirtualHost(cursor, reading, new Tally(), () => undefined);
      cursor.close();
      expect(reading.misfits.map((misfit) => misfit.path)).to.deep.equal([path]);
      expect(reading.misfits[0]?.byte).to.equal(json.indexOf(member) + member.indexOf('{'));
    });
  }
});
