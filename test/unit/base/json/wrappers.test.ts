import { expect } from 'chai';
import fc from 'fast-check';
import { JsonCursor, JsonDamage, KnownKeys } from '../../../../lib/base/json/index.ts';
import { memorySource } from '../../../../lib/base/source/index.ts';
import type { ByteSource } from '../../../../lib/base/source/index.ts';
import { inPieces } from './pieces.ts';

const KEYS = new KnownKeys<'fact' | 'held' | 'other'>(3, '', [
  { name: 'version', use: 'text', meaning: 'fact' },
  { name: 'updated', use: 'text', meaning: 'fact' },
  { name: 'cluster', use: 'value', meaning: 'held' },
  { name: 'endpoint', use: 'value', meaning: 'other' },
]);

interface Counted {
  /** Objects under `cluster` in the ordinary items, and all items that are not. */
  readonly held: number;
  readonly others: readonly unknown[];
  readonly damages: readonly string[];
}

function collect(source: ByteSource, read: (cursor: JsonCursor, counted: Writable) => void): Counted {
  const counted: Writable = { held: 0, others: [], damages: [] };
  const cursor = new JsonCursor(source, 0, {
    onDamage: ({ kind, byte, path }) => counted.damages.push(`${kind} ${String(byte)} ${path ?? ''}`),
    onDuplicateKey: () => undefined,
    onLongInteger: () => undefined,
  });
  try {
    read(cursor, counted);
  } catch (damage) {
    if (!(damage instanceof JsonDamage)) throw damage;
    counted.damages.push(`end ${damage.kind} ${String(damage.byte)}`);
  } finally {
    cursor.close();
  }
  return counted;
}

interface Writable {
  held: number;
  readonly others: unknown[];
  readonly damages: string[];
}

const inOneGo = (source: ByteSource): Counted =>
  collect(source, (cursor, counted) => {
    cursor.wrappers(
      KEYS,
      'held',
      (objects) => (counted.held += objects),
      () => counted.others.push(cursor.value()),
    );
  });

/** The same by JSON.parse, item by item. */
const oneByOne = (source: ByteSource): Counted =>
  collect(source, (cursor, counted) => {
    cursor.items(() => {
      const value = cursor.value();
      const held = heldBy(value);
      if (held === null) counted.others.push(value);
      else counted.held += held;
    });
  });

/** Null for an item that is no ordinary wrapper. */
function heldBy(value: unknown): number | null {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return null;
  let held = 0;
  for (const [key, item] of Object.entries(value)) {
    if (key === 'cluster' && typeof item === 'object' && item !== null && !Array.isArray(item)) held++;
    else if ((key !== 'version' && key !== 'updated') || typeof item !== 'string') return null;
  }
  return held;
}

const plainText = fc.string({ unit: 'grapheme-ascii' }).filter((text) => !/["\\]/.test(text));
const wrapper = fc.record(
  { version: plainText, updated: plainText, cluster: fc.dictionary(plainText, fc.jsonValue({ maxDepth: 2 })) },
  { requiredKeys: [] },
);
const strange = fc.oneof(
  fc.jsonValue({ maxDepth: 2 }),
  fc.record({ cluster: fc.jsonValue({ maxDepth: 1 }) }),
  fc.record({ version: fc.oneof(fc.integer(), fc.constant(null)) }),
  fc.record({ endpoint: fc.record({ name: plainText }), version: plainText }),
);
const documents = fc
  .tuple(
    fc.array(fc.oneof({ weight: 4, arbitrary: wrapper }, { weight: 1, arbitrary: strange }), { maxLength: 12 }),
    fc.constantFrom(0, 1),
  )
  .map(([items, indent]) => JSON.stringify(items, null, indent));
const sizes = fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 5 });

describe('base/json cursor.wrappers', () => {
  it('counts what is in ordinary items and gives the others, whatever the pieces', () => {
    let held = 0;
    fc.assert(
      fc.property(documents, sizes, (text, pieces) => {
        const counted = inOneGo(inPieces(Buffer.from(text), pieces));
        expect(counted).to.deep.equal(oneByOne(memorySource(Buffer.from(text))));
        held += counted.held;
      }),
      { numRuns: 3000 },
    );
    expect(held).to.be.greaterThan(500);
  });

  it('says where damage is, by the number of the item', () => {
    const text =
      '[{"version":"1","cluster":{}}, {"cluster":{"a":1}}, {"cluster":{"a" 1}}, {"cluster":{}}, {"version":}]';
    const counted = inOneGo(inPieces(Buffer.from(text), [7]));
    // What is passed is looked at as far as brackets go: the third counts.
    expect(counted.held).to.equal(4);
    expect(counted.damages).to.deep.equal([`syntax ${String(text.lastIndexOf('}'))} [4]`]);
  });

  it('takes no text for an object', () => {
    expect(inOneGo(memorySource(Buffer.from('[{},"}"]')))).to.deep.equal({ held: 0, others: ['}'], damages: [] });
  });

  it('ends where the document is cut, with what was whole counted', () => {
    const text = JSON.stringify(Array.from({ length: 50 }, (_, at) => ({ version: String(at), cluster: { at } })));
    for (let cut = 1; cut < text.length; cut += 7) {
      const counted = inOneGo(inPieces(Buffer.from(text.slice(0, cut)), [64]));
      expect(counted.held).to.equal(text.slice(0, cut).split('}}').length - 1);
      expect(counted.damages).to.have.length(1);
    }
  });

  it('items larger than the window are given to others', () => {
    const large = { cluster: { text: 'x'.repeat(2_000_000) } };
    const items = [{ cluster: {} }, large, { cluster: {} }];
    const counted = inOneGo(memorySource(Buffer.from(JSON.stringify(items))));
    expect(counted).to.deep.equal({ held: 2, others: [large], damages: [] });
  });
});
