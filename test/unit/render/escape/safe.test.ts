import { expect } from 'chai';
import fc from 'fast-check';
import { safe } from '../../../../lib/render/escape/index.ts';

/** Written independently of the ranges in the code: by category, as the reference names them. */
const CONTROL = /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff\u00ad]/u;

describe('safe', () => {
  const table: readonly (readonly [string, string, string])[] = [
    ['plain ASCII', 'shop.example.com:443', 'shop.example.com:443'],
    ['our own marks', '301 → https · 50%…', '301 → https · 50%…'],
    ['names in other scripts', 'bücher.example.日本', 'bücher.example.日本'],
    ['ESC', '\u001b[2J', '\\u{1b}[2J'],
    ['BEL and OSC 8', '\u001b]8;;http://x\u0007', '\\u{1b}]8;;http://x\\u{7}'],
    ['CR', 'a\rb', 'a\\u{d}b'],
    ['LF', 'a\nb', 'a\\u{a}b'],
    ['TAB', 'a\tb', 'a\\u{9}b'],
    ['NUL', '\u0000', '\\u{0}'],
    ['DEL', '\u007f', '\\u{7f}'],
    ['C1 CSI', '\u009b31m', '\\u{9b}31m'],
    ['bidi override', 'a\u202etxt', 'a\\u{202e}txt'],
    ['bidi isolate', '\u2066x\u2069', '\\u{2066}x\\u{2069}'],
    ['zero-width space', 'a\u200bb', 'a\\u{200b}b'],
    ['byte order mark', '\ufeffx', '\\u{feff}x'],
    ['line separator', 'a\u2028b\u2029c', 'a\\u{2028}b\\u{2029}c'],
    ['lone high surrogate', 'a\ud800b', 'a\\u{d800}b'],
    ['lone low surrogate', '\udc00', '\\u{dc00}'],
    ['a whole pair', '\u{1f600}', '\u{1f600}'],
    ['a tag character', '\u{e0041}', '\\u{e0041}'],
  ];
  for (const [name, given, wanted] of table) it(name, () => expect(safe(given)).to.equal(wanted));

  it('escapes every C0 and C1 control', () => {
    for (let code = 0; code < 0xa0; code += 1) {
      const character = String.fromCharCode(code);
      const control = code < 0x20 || code >= 0x7f;
      expect(safe(character)).to.equal(control ? `\\u{${code.toString(16)}}` : character);
    }
  });

  it('leaves nothing hidden, whatever it is given, and changes nothing twice', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.array(fc.integer({ min: 0, max: 0xffff })), (text, units) => {
        for (const given of [text, String.fromCharCode(...units)]) {
          const out = safe(given);
          expect(CONTROL.test(out), JSON.stringify(out)).to.equal(false);
          expect(safe(out)).to.equal(out);
        }
      }),
      { numRuns: 2000 },
    );
  });
});
