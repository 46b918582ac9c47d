/** The fast reader reads as the YAML reader does, or not at all. */
import { constructFromEvents, dump, parseEvents } from 'js-yaml';
import { expect } from 'chai';
import fc from 'fast-check';

import { indexLines, packEvents } from '../../../lib/base/yaml-documents/lines.ts';
import { readPlainBlock, type PlainDocument } from '../../../lib/base/yaml-documents/plain-block.ts';
import { KUBERNETES_SCHEMA } from '../../../lib/base/yaml-documents/schema.ts';
import { splitDocuments } from '../../../lib/base/yaml-documents/split.ts';
import { sampleFiles } from '../../support/sample.ts';

type Path = readonly (string | number)[];

function pathsOf(value: unknown, path: Path = []): readonly Path[] {
  if (typeof value !== 'object' || value === null) return [path];
  return [
    path,
    ...Object.entries(value).flatMap(([key, item]) =>
      pathsOf(item, [...path, Array.isArray(value) ? Number(key) : key]),
    ),
  ];
}

/** Values, types and lines; throws where the YAML reader finds the text broken. */
function same(text: string, fast: PlainDocument): void {
  const events = parseEvents(text, {});
  const [value] = constructFromEvents(events, { source: text, schema: KUBERNETES_SCHEMA });
  expect(JSON.stringify(fast.value), text).to.equal(JSON.stringify(value));
  const ours = indexLines(text, 1, 1, fast.events);
  const theirs = indexLines(text, 1, 1, packEvents(events));
  for (const path of pathsOf(value))
    expect(ours.lineAt(path), `${text} ${path.join('.')}`).to.equal(theirs.lineAt(path));
}

const READ = [
  'a: b',
  'a: b\nc: d\n',
  'a:\n- b\n- c\nd: 1\n',
  'a:\n  - b: 1\n    c: x\n  - b: 2\n',
  'a:\n- b:\n  - c\n  d:\n    e: f\n',
  '# comment\na: 1\n\n  # another\nb:\n',
  "a: 'x y'\nb: \"z\"\nc: ''\n",
  'a: true\nb: null\nc: {}\nd: []\n',
  'a: 10.0.0.1\nb: 3s\nc: 2029-08-25T13:44:00Z\n',
  'a: /img/.*\\.(png|jpg)\nb: http://x:80/y\n',
  'a:\n  k8s.io/b: |\n    {"a": 1}\n      deeper\n  c: d\n',
  'a: |-\n  # text\n  more\nb: c\n',
  '- a\n'.replace('- a', 'a:   b'),
  'a:\n-   b: 1\n    c: 2\n',
] as const;

const LEFT = [
  'a: &x b\nc: *x\n',
  'a: [1, 2]\n',
  'a: {b: c}\n',
  'a: b\n  c\n',
  'a: b # comment\n',
  'a: "b\\n"\n',
  "a: 'it''s'\n",
  'a: yes\n',
  'a: 010\n',
  'a: 1.5\n',
  'a: !!str 1\n',
  'a: >\n  folded\n',
  'a: |\n  x\n\n  y\n',
  '<<: b\n',
  'a: 1\na: 2\n',
  '1: a\n',
  'a:\tb\n',
  'a: b\r\n',
  'a: ü\n',
  '? a\n: b\n',
  '- a\n',
  'a\n',
  'a: b: c\n',
  'a:\n  b: 1\n c: 2\n',
  'a:\n- - b\n',
] as const;

describe('readPlainBlock', () => {
  for (const text of READ) {
    it(`reads ${JSON.stringify(text)}`, () => {
      const fast = readPlainBlock(text);
      expect(fast).not.to.equal(undefined);
      if (fast !== undefined) same(text, fast);
    });
  }

  for (const text of LEFT) {
    it(`leaves ${JSON.stringify(text)} to the YAML reader`, () => {
      expect(readPlainBlock(text)).to.equal(undefined);
    });
  }

  it('reads most of what the samples hold', () => {
    const texts = sampleFiles('random-1').flatMap(({ text }) => splitDocuments(text).map((document) => document.text));
    const read = texts.flatMap((text) => {
      const fast = /^\s*\{/.test(text) ? undefined : readPlainBlock(text);
      if (fast !== undefined) same(text, fast);
      return fast ?? [];
    });
    expect(read.length).to.be.greaterThan(40);
  });

  it('agrees with the YAML reader on whatever it reads of dumped values', () => {
    const word = fc.oneof(
      fc.string({ maxLength: 8 }),
      fc.constantFrom(
        'true',
        'no',
        '1',
        '010',
        '1.5',
        '10.0.0.1',
        '3s',
        '',
        ' a',
        'a: b',
        'a #b',
        "it's",
        '- x',
        '{}',
        'x\ny\n',
      ),
    );
    const { value } = fc.letrec((tie) => ({
      value: fc.oneof(
        { depthSize: 'small' },
        word,
        fc.integer(),
        fc.boolean(),
        fc.constant(null),
        fc.array(tie('value'), { maxLength: 3 }),
        fc.dictionary(fc.oneof(word, fc.constantFrom('a', 'b', 'c/d.e')), tie('value'), { maxKeys: 3 }),
      ),
    }));
    fc.assert(
      fc.property(
        fc.dictionary(fc.constantFrom('a', 'b', 'spec'), value, { minKeys: 1 }),
        fc.boolean(),
        (object, noArrayIndent) => {
          const text = dump(object, noArrayIndent ? { lineWidth: -1 } : {});
          const fast = readPlainBlock(text);
          if (fast !== undefined) same(text, fast);
        },
      ),
      { numRuns: 300 },
    );
  });

  it('agrees with the YAML reader on whatever it reads of damaged texts', () => {
    const whole = READ.join('');
    const piece = fc.constantFrom(
      ' ',
      '\n',
      ':',
      '-',
      '- ',
      '#',
      '"',
      "'",
      '|',
      'a',
      '1',
      '  ',
      '\n- ',
      ': ',
      '{',
      '>',
    );
    fc.assert(
      fc.property(
        fc.constantFrom(...READ, whole),
        fc.array(fc.tuple(fc.nat(), piece, fc.nat(2)), { maxLength: 4 }),
        (start, edits) => {
          const text = edits.reduce((now, [at, added, cut]) => {
            const place = at % (now.length + 1);
            return now.slice(0, place) + added + now.slice(place + cut);
          }, start);
          const fast = readPlainBlock(text);
          if (fast !== undefined) same(text, fast);
        },
      ),
      { numRuns: 3000 },
    );
  });
});
