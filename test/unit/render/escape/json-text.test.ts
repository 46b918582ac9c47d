import { expect } from 'chai';
import fc from 'fast-check';
import { jsonText, safe } from '../../../../lib/render/escape/index.ts';

describe('jsonText', () => {
  it('escapes what JSON.stringify leaves', () => {
    expect(jsonText(JSON.stringify('\u009b\u202e\ud800\u{e0041}'))).to.equal('"\\u009b\\u202e\\ud800\\udb40\\udc41"');
  });

  it('means the same and shows nothing hidden', () => {
    fc.assert(
      fc.property(fc.jsonValue({ stringUnit: 'binary' }), (value) => {
        const text = jsonText(JSON.stringify(value, null, 2));
        expect(JSON.parse(text)).to.deep.equal(JSON.parse(JSON.stringify(value)));
        for (const line of text.split('\n')) expect(safe(line)).to.equal(line);
      }),
    );
  });
});
