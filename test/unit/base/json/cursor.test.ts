import { expect } from 'chai';
import fc from 'fast-check';
import { memorySource } from '../../../../lib/base/source/index.ts';
import { JsonCursor, JsonDamage, findDuplicateKeys } from '../../../../lib/base/json/index.ts';

interface Walked {
  readonly items: unknown[];
  readonly damages: JsonDamage[];
  readonly duplicates: number;
}

/** Walks `{"items": [...]}` taking each item as a value. */
function walk(bytes: Buffer): Walked {
  const items: unknown[] = [];
  const damages: JsonDamage[] = [];
  let duplicates = 0;
  const cursor = new JsonCursor(memorySource(bytes), 0, {
    onDamage: (damage) => damages.push(damage),
    onDuplicateKey: () => duplicates++,
    onLongInteger: () => undefined,
  });
  try {
    cursor.members((key) => {
      if (key !== 'items') cursor.skip();
      else cursor.items(() => items.push(cursor.value()));
    });
  } catch (damage) {
    if (!(damage instanceof JsonDamage)) throw damage;
    damages.push(damage);
  } finally {
    cursor.close();
  }
  return { items, damages, duplicates };
}

/** A double beyond 2^53 prints as an integer it may not be; the reader keeps such digits as text on purpose. */
function exact(text: string): string {
  return text.replace(/-?\d{16,}(?![\d.e])/g, '0');
}

describe('base/json cursor', () => {
  it('agrees with JSON.parse on any list, in any layout', () => {
    fc.assert(
      fc.property(fc.array(fc.jsonValue(), { maxLength: 8 }), fc.constantFrom(0, 1, 4), (items, indent) => {
        const text = exact(JSON.stringify({ before: [1, { a: '}' }], items, after: 'x' }, null, indent));
        const walked = walk(Buffer.from(text));
        expect(walked.damages).to.deep.equal([]);
        expect(walked.items).to.deep.equal((JSON.parse(text) as { items: unknown[] }).items);
      }),
      { numRuns: 500 },
    );
  });

  it('cut at any byte: never complete, and every item it gives equals the original', () => {
    const items = [{ name: 'a', list: [1, 2] }, { name: 'ü"\\' }, 'text', { deep: { deeper: [{}] } }];
    for (const indent of [0, 1]) {
      const bytes = Buffer.from(JSON.stringify({ items }, null, indent));
      for (let end = 1; end < bytes.length; end++) {
        const walked = walk(bytes.subarray(0, end));
        expect(walked.damages.length, `cut at ${String(end)}`).to.be.greaterThan(0);
        expect(items.slice(0, walked.items.length)).to.deep.equal(walked.items);
      }
    }
  });

  it('leaves out one damaged item of an indented list and goes on', () => {
    const items = [{ a: 1 }, { b: 'two' }, { c: 3 }];
    const text = JSON.stringify({ items }, null, 2).replace('"two"', '"two');
    const walked = walk(Buffer.from(text));
    expect(walked.items).to.deep.equal([{ a: 1 }, { c: 3 }]);
    expect(walked.damages.map(({ kind, path }) => [kind, path])).to.deep.equal([['syntax', 'items[1]']]);
  });

  it('leaves out an item with a bad literal in compact text', () => {
    const walked = walk(Buffer.from('{"items":[{"a":1},{"b":tru},{"c":3}]}'));
    expect(walked.items).to.deep.equal([{ a: 1 }, { c: 3 }]);
    expect(walked.damages).to.have.length(1);
  });

  it('notices keys that stand twice, at any depth, and names them', () => {
    const text = '{"items":[{"a":{"x":1,"y":{"k":1,"k":2}}},{"a":1}]}';
    const bytes = Buffer.from(text);
    expect(walk(bytes).duplicates).to.equal(1);
    expect(findDuplicateKeys(bytes, 0, bytes.length, 5)).to.deep.equal([{ key: 'k', byte: text.lastIndexOf('"k"') }]);
  });

  it('looks at keys without consuming them', () => {
    const cursor = new JsonCursor(memorySource(Buffer.from('{"a": {"deep": 1}, "b": [2], "c": 3}')), 0, {
      onDamage: () => undefined,
      onDuplicateKey: () => undefined,
      onLongInteger: () => undefined,
    });
    const keys: string[] = [];
    cursor.peekKeys((key) => {
      keys.push(key);
      return key === 'b';
    });
    expect(keys).to.deep.equal(['a', 'b']);
    expect(cursor.value()).to.deep.equal({ a: { deep: 1 }, b: [2], c: 3 });
  });
});
