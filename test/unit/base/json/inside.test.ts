import { expect } from 'chai';
import fc from 'fast-check';
import { JsonCursor, KnownKeys } from '../../../../lib/base/json/index.ts';
import type { Members } from '../../../../lib/base/json/index.ts';
import { memorySource } from '../../../../lib/base/source/index.ts';

const OBJECT = new KnownKeys(1, '', [
  { name: 'cluster', use: 'text', meaning: 'cluster' },
  { name: 'weight', use: 'integer', meaning: 'weight' },
  { name: 'retry', use: 'repeat', meaning: 'retry' },
  { name: 'items', use: 'value', meaning: 'items' },
]);
const ITEM = new KnownKeys(2, '', [
  { name: 'name', use: 'text', meaning: 'name' },
  { name: 'weight', use: 'integer', meaning: 'weight' },
]);

const silent = { onDamage: () => undefined, onDuplicateKey: () => undefined, onLongInteger: () => undefined };

/** What `use` does with a cursor of which the whole document is the value consumed last. */
function at<Told>(text: string, use: (cursor: JsonCursor) => Told): Told {
  const cursor = new JsonCursor(memorySource(Buffer.from(text)), 0, silent);
  try {
    cursor.skip();
    return use(cursor);
  } finally {
    cursor.close();
  }
}

/** Every member as a value, by what the walk made of it; null when the object was not walked. */
function entriesOf(cursor: JsonCursor, members: Members<string> | null): [string, unknown][] | null {
  if (members === null) return null;
  const entries: [string, unknown][] = [];
  for (let i = 0; i < members.count; i++) {
    const text = members.text(i);
    const integer = members.integer(i);
    cursor.inside.take(members, i);
    const value = cursor.lastValue();
    if (text !== null) expect(text).to.equal(value);
    if (integer !== -1) expect(integer).to.equal(value);
    entries.push([members.meaning(i) ?? '', value]);
  }
  return entries;
}

function walked(text: string): unknown {
  return at(text, (cursor) => entriesOf(cursor, cursor.inside.members(OBJECT)));
}

function items(text: string): unknown {
  return at(text, (cursor) => {
    const found: unknown[] = [];
    const isDone = cursor.inside.items(ITEM, (members) => found.push(entriesOf(cursor, members)));
    return isDone ? found : null;
  });
}

/** No number of so many digits that it may not fit: those are refused. */
const scalar = fc.oneof(fc.string(), fc.integer({ min: -5, max: 2_000_000_000 }), fc.constantFrom(null, true, 0.5));
const value = fc.oneof(scalar, fc.array(scalar, { maxLength: 2 }), fc.dictionary(fc.string(), scalar, { maxKeys: 2 }));
const indent = fc.constantFrom(0, 1, 4);

describe('base/json cursor.inside', () => {
  it('gives what JSON.parse gives', () => {
    let count = 0;
    const object = fc.dictionary(fc.constantFrom('cluster', 'weight', 'retry', 'items', 'other'), value, {
      maxKeys: 4,
    });
    fc.assert(
      fc.property(object, indent, (raw, spaces) => {
        const found = walked(JSON.stringify(raw, null, spaces));
        expect(found).to.deep.equal('other' in raw ? null : Object.entries(raw));
        if (found !== null) count++;
      }),
      { numRuns: 1000 },
    );
    expect(count).to.be.greaterThan(200);
  });

  it('gives what JSON.parse gives of all items', () => {
    let count = 0;
    const item = fc.dictionary(fc.constantFrom('name', 'weight'), value, { maxKeys: 2 });
    fc.assert(
      fc.property(
        fc.array(fc.oneof({ weight: 9, arbitrary: item }, value), { maxLength: 4 }),
        indent,
        (raw, spaces) => {
          const isOrdinary = raw.every(
            (one) =>
              typeof one === 'object' &&
              one !== null &&
              !Array.isArray(one) &&
              Object.keys(one).every((key) => key === 'name' || key === 'weight'),
          );
          const found = items(JSON.stringify(raw, null, spaces));
          expect(found).to.deep.equal(isOrdinary ? raw.map((one) => Object.entries(one as object)) : null);
          if (found !== null) count++;
        },
      ),
      { numRuns: 1000 },
    );
    expect(count).to.be.greaterThan(200);
  });

  const texts: readonly (readonly [name: string, text: string, isText: boolean])[] = [
    ['plain', '{"cluster":"a"}', true],
    ['empty', '{"cluster":""}', true],
    ['escaped', '{"cluster":"a\\u0062"}', false],
    ['beyond ASCII', '{"cluster":"ä"}', false],
    ['a number', '{"cluster":1}', false],
    ['null', '{"cluster":null}', false],
  ];
  for (const [name, text, isText] of texts) {
    it(`text that is ${name}`, () => {
      expect(at(text, (cursor) => cursor.inside.members(OBJECT)?.text(0) !== null)).to.equal(isText);
    });
  }

  const integers: readonly (readonly [text: string, integer: number])[] = [
    ['0', 0],
    ['100', 100],
    ['999999999', 999_999_999],
    ['1000000000', -1],
    ['00', -1],
    ['-1', -1],
    ['1.5', -1],
    ['1e2', -1],
    ['"1"', -1],
    ['true', -1],
    ['{}', -1],
  ];
  for (const [text, integer] of integers) {
    it(`integer ${text}`, () => {
      expect(at(`{"weight":${text}}`, (cursor) => cursor.inside.members(OBJECT)?.integer(0))).to.equal(integer);
    });
  }

  const refused: readonly (readonly [name: string, text: string])[] = [
    ['a key twice', '{"cluster":"a","cluster":"b"}'],
    ['a long integer', '{"retry":12345678901234567890}'],
    ['a comma too many', '{"cluster":"a",}'],
    ['a colon too few', '{"cluster" "a"}'],
    ['no object', '["cluster"]'],
  ];
  for (const [name, text] of refused) it(`refuses ${name}`, () => expect(walked(text)).to.equal(null));

  const refusedItems: readonly (readonly [name: string, text: string])[] = [
    ['a comma too many', '[{"name":"a"},]'],
    ['a comma first', '[,{"name":"a"}]'],
    ['a comma too few', '[{"name":"a"}{"name":"b"}]'],
    ['an item that is none', '[{"name":"a"},1]'],
    ['an item with a key twice', '[{"name":"a","name":"b"}]'],
    ['a long integer', '[{"weight":12345678901234567890}]'],
    ['no array', '{"name":"a"}'],
  ];
  for (const [name, text] of refusedItems) it(`refuses ${name}`, () => expect(items(text)).to.equal(null));

  it('gives back what was consumed before', () => {
    const value = at('{"items":[{"name":"a"}]}', (cursor) => {
      const all = cursor.inside.taken();
      const members = cursor.inside.members(OBJECT);
      if (members !== null) cursor.inside.take(members, 0);
      cursor.inside.retake(all);
      return cursor.lastValue();
    });
    expect(value).to.deep.equal({ items: [{ name: 'a' }] });
  });
});
