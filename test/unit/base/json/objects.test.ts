import { expect } from 'chai';
import fc from 'fast-check';
import { JsonCursor, JsonDamage, KnownKeys } from '../../../../lib/base/json/index.ts';
import { memorySource } from '../../../../lib/base/source/index.ts';
import type { ByteSource } from '../../../../lib/base/source/index.ts';
import { inPieces } from './pieces.ts';

const KEYS = new KnownKeys(0, 'operation', [
  { name: 'decorator', use: 'onlyText', meaning: 'decorator' },
  { name: 'match', use: 'repeat', meaning: 'match' },
  { name: 'route', use: 'repeat', meaning: 'route' },
  { name: 'plain', use: 'value', meaning: 'plain' },
]);

interface Read {
  readonly items: unknown[];
  readonly damages: string[];
  readonly duplicates: number;
  readonly longIntegers: number;
}

/** Every item of the document's array; `fast` walks ordinary objects in one go. */
function read(source: ByteSource, fast: boolean): Read & { readonly walked: number } {
  const items: unknown[] = [];
  const damages: string[] = [];
  let duplicates = 0;
  let longIntegers = 0;
  let walked = 0;
  const cursor = new JsonCursor(source, 0, {
    onDamage: ({ kind, byte, path }) => damages.push(`${kind} ${String(byte)} ${path ?? ''}`),
    onDuplicateKey: () => duplicates++,
    onLongInteger: () => longIntegers++,
  });
  const byNumber = new Map<number, unknown>();
  const one = (): void => {
    if (cursor.kind() !== 'object') {
      items.push(cursor.value());
      return;
    }
    const item = new Map<string, unknown>();
    cursor.members((key) => item.set(key, cursor.value()));
    items.push([...item]);
  };
  try {
    if (!fast) cursor.items(one);
    else {
      cursor.objects(
        KEYS,
        (members) => {
          walked++;
          const item: [string, unknown][] = [];
          for (let at = 0; at < members.count; at++) {
            const key = members.meaning(at) ?? '';
            const text = members.text(at);
            cursor.take(members, at, key);
            const value = cursor.lastValue();
            if (text !== null) expect({ operation: text }).to.deep.equal(value);
            const repeat = members.repeat(at);
            // One number never means two values.
            if (repeat !== -1 && byNumber.has(repeat)) expect(byNumber.get(repeat)).to.deep.equal([key, value]);
            if (repeat !== -1) byNumber.set(repeat, [key, value]);
            item.push([key, value]);
          }
          items.push(item);
        },
        one,
      );
    }
  } catch (damage) {
    if (!(damage instanceof JsonDamage)) throw damage;
    damages.push(`end ${damage.kind} ${String(damage.byte)}`);
  } finally {
    cursor.close();
  }
  return { items, damages, duplicates, longIntegers, walked };
}

const value = fc.oneof(fc.jsonValue({ maxDepth: 3 }), fc.record({ operation: fc.string() }), fc.string());
const object = fc.dictionary(fc.constantFrom('match', 'route', 'decorator', 'plain', 'strange', 'mätch'), value, {
  maxKeys: 5,
});
const documents = fc
  .tuple(fc.array(fc.oneof(object, object, value), { maxLength: 6 }), fc.constantFrom(0, 1, 4))
  .map(([items, indent]) => JSON.stringify(items, null, indent));

function same(bytes: Buffer, sizes: readonly number[]): number {
  const { walked, ...fast } = read(inPieces(bytes, sizes), true);
  const slow = read(memorySource(bytes), false);
  expect({ ...fast, walked: 0 }).to.deep.equal(slow);
  return walked;
}

describe('base/json cursor.objects', () => {
  const sizes = fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 5 });

  it('gives what members gives, whatever the pieces', () => {
    let walked = 0;
    fc.assert(
      fc.property(documents, sizes, (text, piece) => {
        walked += same(Buffer.from(text), piece);
      }),
      { numRuns: 1000 },
    );
    expect(walked).to.be.greaterThan(300);
  });

  it('the same of what is cut, or written over', () => {
    fc.assert(
      fc.property(documents, sizes, fc.nat(), fc.nat(), fc.nat(127), (text, piece, cut, hit, byte) => {
        const bytes = Buffer.from(text);
        same(bytes.subarray(0, cut % (bytes.length + 1)), piece);
        if (bytes.length > 2) bytes[1 + (hit % (bytes.length - 2))] = byte;
        same(bytes, piece);
      }),
      { numRuns: 1500 },
    );
  });

  const cases: readonly (readonly [name: string, text: string, walked: number])[] = [
    ['ordinary objects', '[{"match":{"prefix":"/"},"decorator":{"operation":"a"}}, {}]', 2],
    ['a key twice', '[{"match":1,"match":2}]', 0],
    ['a key twice inside', '[{"match":{"a":1,"a":2}}]', 1],
    ['an unknown key', '[{"match":1,"new":2}]', 0],
    ['an escaped key', '[{"m\\u0061tch":1}]', 0],
    ['a decorator with more in it', '[{"decorator":{"operation":"a","propagate":true}}]', 1],
    ['a decorator with an escape', '[{"decorator":{"operation":"a\\n"}}]', 1],
    ['a decorator that is broken', '[{"decorator":{"operation" "a":}}]', 1],
    ['a long integer', '[{"match":12345678901234567890}]', 1],
    ['a comma too many', '[{"match":1,}]', 0],
    ['a comma too few', '[{"match":1 "route":2}]', 0],
    ['text outside of ASCII', '[{"match":"ü","route":"→"}]', 1],
  ];
  for (const [name, text, walked] of cases) {
    it(name, () => {
      for (let size = 1; size <= text.length; size++) expect(same(Buffer.from(text), [size])).to.equal(walked);
    });
  }

  it('elements larger than the window, and numbers that are forgotten on the way', () => {
    const items = Array.from({ length: 40 }, (_, i) => ({
      match: `${String(i % 7)}${'x'.repeat(200_000)}`,
      route: { list: Array.from({ length: 30_000 }, (_, j) => `${String(i % 20)}-${String(j)}`) },
    }));
    const bytes = Buffer.from(JSON.stringify([...items, ...items], null, 1));
    expect(same(bytes, [65_536])).to.equal(80);
  });
});
