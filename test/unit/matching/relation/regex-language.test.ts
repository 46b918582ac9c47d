/** Automata of regexes say of every text what the RE2 engine says, and stop where they would grow without end. */
import { expect } from 'chai';
import * as fc from 'fast-check';
import { RegexCache } from '../../../../lib/matching/regex.ts';
import { byteOrder } from '../../../../lib/matching/relation/byte-choices.ts';
import { findWord } from '../../../../lib/matching/relation/find-word.ts';
import { ANYTHING, contains } from '../../../../lib/matching/relation/language.ts';
import type { Language } from '../../../../lib/matching/relation/language.ts';
import { literalLanguage } from '../../../../lib/matching/relation/literal-language.ts';
import { rangeLanguage } from '../../../../lib/matching/relation/range-language.ts';
import { literalsOf } from '../../../../lib/matching/relation/regex/literals.ts';
import { regexLanguage } from '../../../../lib/matching/relation/regex/regex-language.ts';
import type { RegexMode } from '../../../../lib/matching/regex.ts';
import { toBytes } from '../../../../lib/matching/bytes.ts';

const ORDER = byteOrder('ab');

function languageOf(source: string, mode: RegexMode = 'latin1'): Language {
  const language = regexLanguage(new RegexCache(mode).get(source), mode);
  if (language === null) throw new Error(`the engine refuses ${source}`);
  return language;
}

const ATOMS = [
  ...Array.from('ab/.^$'),
  ...'[ab] [^a] [a-c] [^/] \\d \\w \\W \\S [[:alpha:]] [[:^digit:]_] []a] [^]a] \\. \\x41 \\x{62} \\Qa.\\E \\pL [\\w.-]'.split(
    ' ',
  ),
  '(?i:a)',
  '(?i)b',
  '(?s:.)',
  '(?s).',
  'é',
  '\\141',
  '\\A',
  '\\z',
];
const PATTERN: fc.Arbitrary<string> = fc.letrec<{ pattern: string; part: string }>((tie) => ({
  pattern: fc.array(tie('part'), { minLength: 1, maxLength: 4 }).map((parts) => parts.join('')),
  part: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    fc.constantFrom(...ATOMS),
    fc
      .tuple(tie('part'), fc.constantFrom('*', '+', '?', '{2}', '{1,2}', '{1,}', '*?'))
      .map(([part, times]) => `(?:${part})${times}`),
    fc.tuple(tie('pattern'), tie('pattern')).map(([a, b]) => `(${a}|${b})`),
    tie('pattern').map((pattern) => `(?P<n>${pattern})`),
  ),
})).pattern;
const TEXT = fc
  .array(fc.constantFrom(...'abAB/.1_-\n'.split(''), 'é', ']'), { maxLength: 6 })
  .map((chars) => toBytes(chars.join('')));

describe('regexes as languages', () => {
  for (const mode of ['latin1', 'utf8'] as const) {
    it(`agree with the engine on random patterns and texts (${mode})`, () => {
      let told = 0;
      fc.assert(
        fc.property(PATTERN, fc.array(TEXT, { minLength: 8, maxLength: 12 }), (source, texts) => {
          const regex = new RegexCache(mode).get(source);
          const language = regexLanguage(regex, mode);
          if (language === null || language.ask !== undefined) return;
          const { head, within } = literalsOf(source, mode);
          for (const text of texts) {
            const truth = regex.matches(text);
            if (typeof truth !== 'boolean') continue;
            told++;
            expect(contains(language, text), JSON.stringify(text)).to.equal(truth);
            if (truth) expect(text.startsWith(head) && text.includes(within)).to.equal(true);
          }
        }),
        { numRuns: 3000, seed: 6 },
      );
      expect(told).to.be.above(6000);
    });
  }

  it('gives up where the reading would be a guess, and still asks the engine', () => {
    for (const source of ['\\ba', '(?m)^a$', '(?i)\\pL']) {
      const language = languageOf(source);
      expect(language.ask, source).to.be.a('function');
      expect(contains(language, 'a')).to.equal(true);
      expect(findWord([language], [], ORDER, ['a'])).to.deep.equal({ kind: 'word', word: 'a' });
    }
    expect(regexLanguage(new RegexCache('latin1').get('(?=a)'), 'latin1')).to.equal(null);
  });

  for (const source of ['(a|b)*a(a|b){14}', '(a?){60}a{60}', '((a*)*)*b', '(.*a){40}', '(a|aa)+$', '(x+x+)+y']) {
    it(`does not run away on ${source}`, () => {
      const language = languageOf(source);
      const start = performance.now();
      const found = findWord([languageOf('[ab]{0,40}'), ANYTHING], [language], ORDER);
      const cover = findWord([language], [languageOf('[ab]*')], ORDER);
      expect(['word', 'none', 'lost']).to.include(found.kind);
      expect(['word', 'none', 'lost']).to.include(cover.kind);
      expect(performance.now() - start).to.be.below(5000);
    });
  }

  it('says "lost" for what is beyond its limit, never "none"', () => {
    const huge = languageOf('(a|b)*a(a|b){16}');
    const twin = languageOf('(a|b)*a(a|b){8}(a|b){8}');
    expect(findWord([huge], [twin], ORDER).kind).to.equal('lost');
    expect(findWord([languageOf('[ab]*')], [languageOf('(a|b)*')], ORDER).kind).to.equal('none');
  });
});

describe('other languages', () => {
  const CASES: readonly (readonly [string, Language, readonly string[], readonly string[]])[] = [
    ['suffix', literalLanguage('suffix', 'aab', false), ['aab', 'aaab', 'xaabaab'], ['aaba', 'ab', '']],
    ['contains', literalLanguage('contains', 'abab', false), ['ababab', 'xaabab'], ['abba', 'aba']],
    ['folded', literalLanguage('contains', 'aB', true), ['xAbx', 'AB'], ['a', 'b']],
    ['separated', literalLanguage('separated', '/a', false), ['/a', '/a/', '/a/b'], ['/ab', '/']],
    ['range', rangeLanguage(-12n, 105n), ['-12', '0', '-0', '+104', '0099'], ['105', '-13', '1e1', '', '+', '1000']],
    ['range to the end', rangeLanguage(0n, 2n ** 64n), ['9223372036854775807'], ['9223372036854775808', '-1']],
    ['range below zero', rangeLanguage(-100n, -9n), ['-10', '-100', '-099'], ['-9', '-101', '10', '0']],
  ];
  for (const [about, language, inside, outside] of CASES) {
    it(about, () => {
      for (const text of inside) expect(contains(language, text), text).to.equal(true);
      for (const text of outside) expect(contains(language, text), text).to.equal(false);
    });
  }

  it('the shortest and nicest text is found', () => {
    const word = (inside: readonly Language[], outside: readonly Language[]): unknown =>
      findWord(inside, outside, ORDER);
    expect(word([languageOf('a.*'), languageOf('.*b')], [])).to.deep.equal({ kind: 'word', word: 'ab' });
    expect(word([languageOf('a+')], [languageOf('a{1,3}')])).to.deep.equal({ kind: 'word', word: 'aaaa' });
    expect(word([languageOf('a.')], [languageOf('a[^b]')])).to.deep.equal({ kind: 'word', word: 'ab' });
    expect(word([rangeLanguage(7n, 20n)], [rangeLanguage(0n, 19n)])).to.deep.equal({ kind: 'word', word: '19' });
  });
});
