/** RE2 on bytes and on characters (vectors 123 and 124, with bytes that no JSON text can hold). */
import { expect } from 'chai';
import { CompiledRegex } from '../../../lib/matching/regex.ts';

const E9 = '\xe9';
const C9 = '\xc9';

const CASES = [
  ['123: a dot is one byte', 'latin1', '.', E9, true],
  ['123: a dot is not two bytes', 'latin1', '.', '\xc3\xa9', false],
  ['123: in UTF-8 mode a lone byte is no character', 'utf8', '.', E9, false],
  ['123: in UTF-8 mode two bytes are one character', 'utf8', '.', '\xc3\xa9', true],
  ['124: (?i) folds ASCII only', 'latin1', '(?i)\\x{e9}', C9, false],
  ['124: and still matches the byte itself', 'latin1', '(?i)\\x{e9}', E9, true],
  ['(?i) folds ASCII beside high bytes', 'latin1', '(?i)a\\xe9', `A${E9}`, true],
  ['(?i) with a range of high bytes', 'latin1', '(?i)[\\x80-\\xff]+', E9 + C9, true],
  ['a literal é in the pattern is two bytes', 'latin1', 'é', '\xc3\xa9', true],
  ['both ends are anchored', 'latin1', '/a|/ab', '/ab', true],
  ['a dot is not a newline', 'latin1', '.', '\n', false],
] as const;

describe('safe_regex', () => {
  for (const [name, mode, pattern, subject, expected] of CASES) {
    it(name, () => {
      expect(new CompiledRegex(pattern, mode).matches(subject)).to.equal(expected);
    });
  }

  it('cannot tell what its engine refuses, or what was redacted', () => {
    expect(new CompiledRegex('\\C', 'latin1').matches('a')).to.deep.equal({
      kind: 'regex',
      regex: '\\C',
      why: 'syntax',
    });
    expect(new CompiledRegex('[redacted]', 'latin1').matches('a')).to.deep.equal({ kind: 'redacted', field: 'regex' });
    expect(new CompiledRegex('(?i)\\pL', 'latin1').matches(E9)).to.deep.include({ kind: 'regex', why: 'folding' });
    expect(new CompiledRegex('a'.repeat(70_000), 'latin1').matches('a')).to.deep.include({
      kind: 'regex',
      why: 'size',
    });
  });
});
