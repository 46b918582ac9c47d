import { expect } from 'chai';
import fc from 'fast-check';
import { canonical } from '../../../lib/base/index.ts';

/** The members of all objects in another order. */
function turned(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(turned);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([key, item]) => [key, turned(item)] as const);
  return Object.fromEntries(entries.reverse());
}

const names = fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom('__proto__', 'a"b', 'a\\b', '10', '9', '\u2028'));
const values = fc.letrec((tie) => ({
  value: fc.oneof({ depthSize: 'small' }, fc.jsonValue({ maxDepth: 1 }), names, tie('list'), tie('object')),
  list: fc.array(tie('value'), { maxLength: 4 }),
  object: fc.dictionary(names, tie('value'), { maxKeys: 24 }),
})).value;

describe('base canonical', () => {
  it('is JSON of the same value', () => {
    fc.assert(
      fc.property(values, (value) => {
        expect(JSON.parse(canonical(value))).to.deep.equal(JSON.parse(JSON.stringify(value)));
      }),
      { numRuns: 500 },
    );
  });

  it('does not depend on the order of keys, and has them by code unit', () => {
    fc.assert(
      fc.property(values, (value) => {
        expect(canonical(turned(value))).to.equal(canonical(value));
      }),
      { numRuns: 500 },
    );
    const keys = ['b', 'a', 'B', '10', '9', 'é', '_', 'aa'];
    expect(canonical(Object.fromEntries(keys.map((key) => [key, 1])))).to.equal(
      '{"10":1,"9":1,"B":1,"_":1,"a":1,"aa":1,"b":1,"é":1}',
    );
  });

  it('leaves out what is undefined, and at the top what is excepted', () => {
    const value = { a: undefined, b: { at: 1 }, at: 2, c: [undefined] };
    expect(canonical(value, new Set(['at']))).to.equal('{"b":{"at":1},"c":[null]}');
  });
});
