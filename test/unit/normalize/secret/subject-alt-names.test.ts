import { expect } from 'chai';
import { subjectAltNames } from '../../../../lib/normalize/secret/subject-alt-names.ts';

describe('normalize subject alternative names', () => {
  const cases: readonly (readonly [printed: string, names: readonly string[]])[] = [
    ['', []],
    ['DNS:a.com', ['a.com']],
    ['DNS:a.com, DNS:*.a.com', ['a.com', '*.a.com']],
    ['URI:spiffe://x/ns/a/sa/b', ['spiffe://x/ns/a/sa/b']],
    ['IP Address:0:0:0:0:0:0:0:1, DNS:a', ['0:0:0:0:0:0:0:1', 'a']],
    ['email:a@b.c, Registered ID:1.2.3, DirName:CN=x', ['a@b.c', 'Registered ID:1.2.3', 'DirName:CN=x']],
    ['URI:"spiffe://x/a\\u002c DNS:evil.example", DNS:b', ['spiffe://x/a, DNS:evil.example', 'b']],
    ['DNS:"a\\"b, c"', ['a"b, c']],
    ['othername:<unsupported>', ['othername:<unsupported>']],
    ['no kind', ['no kind']],
  ];
  for (const [printed, names] of cases) {
    it(`splits ${JSON.stringify(printed)}`, () => {
      expect(subjectAltNames(printed)).to.deep.equal(names);
    });
  }
});
