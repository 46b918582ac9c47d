import { expect } from 'chai';

import { MAX_ALIASES, parseYamlDocuments, type ParsedDocument } from '../../../lib/base/yaml-documents/index.ts';

function only(text: string): ParsedDocument {
  const [document, second] = parseYamlDocuments(text);
  if (document?.ok !== true || second !== undefined) throw new Error('expected one good document');
  return document;
}

const SCALARS: readonly (readonly [string, unknown])[] = [
  ['on', true],
  ['No', false],
  ['"on"', 'on'],
  ['010', 8],
  ['0x1f', 31],
  ['1_000', 1000],
  ['2001-12-14', '2001-12-14'],
  ['12:30:45', '12:30:45'],
  ['1e3', 1000],
  ['~', null],
  ['1.30', 1.3],
  ['-7', -7],
];

describe('parseYamlDocuments', () => {
  for (const [text, value] of SCALARS) {
    it(`reads ${text} as Kubernetes does`, () => {
      expect((only(`a: ${text}`).value as { a: unknown }).a).to.equal(value);
    });
  }

  it('keeps the good documents of a stream with a broken one, and says where that is', () => {
    const documents = parseYamlDocuments('a: 1\n---\nb: [\n---\n# note\n\nc: 3\n');
    expect(documents.map(({ ok }) => ok)).to.deep.equal([true, false, true]);
    expect(documents[1]?.line).to.be.within(3, 4);
    expect(documents[2]?.line).to.equal(7);
  });

  it('finds lines in block and flow style, through lists and missing steps', () => {
    const { lineAt } = only(
      '# head\nspec:\n  http:\n  - match: [{uri: {prefix: /}}]\n  - name: x\n    match:\n    - a: 1\n    - b: 2\n',
    );
    expect(lineAt([])).to.equal(2);
    expect(lineAt(['spec', 'http', 0, 'match', 0])).to.equal(4);
    expect(lineAt(['spec', 'http', 1])).to.equal(5);
    expect(lineAt(['spec', 'http', 1, 'match', 1])).to.equal(8);
    expect(lineAt(['spec', 'http', 1, 'match', 7])).to.equal(6);
  });

  it('finds lines in JSON, one object a document', () => {
    const { lineAt, value } = only(
      '{\n  "spec": {\n    "http": [\n      {"name": "a"},\n      {"name": "b"}\n    ]\n  }\n}\n',
    );
    expect(value).to.deep.equal({ spec: { http: [{ name: 'a' }, { name: 'b' }] } });
    expect(lineAt(['spec', 'http', 1])).to.equal(5);
  });

  it('reads anchors, aliases and merge keys', () => {
    const { value } = only('base: &b {x: 1, y: 2}\nuse:\n  <<: *b\n  y: 3\nagain: *b\n');
    expect(JSON.parse(JSON.stringify(value))).to.deep.equal({
      base: { x: 1, y: 2 },
      use: { x: 1, y: 3 },
      again: { x: 1, y: 2 },
    });
  });

  it('refuses a document with too many aliases', () => {
    const aliases = Array.from({ length: MAX_ALIASES + 1 }, () => '*a').join(', ');
    expect(parseYamlDocuments(`a: &a 1\nb: [${aliases}]\n`)[0]?.ok).to.equal(false);
  });

  it('refuses endless nesting', () => {
    expect(parseYamlDocuments(`a: ${'['.repeat(5000)}`)[0]?.ok).to.equal(false);
  });

  it('keeps names that JavaScript would stumble over', () => {
    const { value } = only('__proto__: {polluted: true}\nconstructor: 1\n');
    expect(Object.keys(value as object)).to.deep.equal(['__proto__', 'constructor']);
    expect(({} as { polluted?: boolean }).polluted).to.equal(undefined);
  });

  it('takes a byte order mark, CRLF, document ends and directives', () => {
    const documents = parseYamlDocuments('\uFEFF%YAML 1.1\r\n---\r\na: 1\r\n...\r\n---\r\nb: 2\r\n');
    expect(documents.map((document) => document.ok && Object.keys(document.value as object))).to.deep.equal([
      ['a'],
      ['b'],
    ]);
  });
});
