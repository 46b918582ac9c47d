/** Values are replaced where they stand: the rest of the text, and in YAML the number of lines, stay. */
import { expect } from 'chai';
import fc from 'fast-check';
import { load } from 'js-yaml';
import {
  TextDamage,
  applyEdits,
  jsonDocuments,
  parseJsonTree,
  scalarEdits,
} from '../../../../lib/base/text-tree/index.ts';
import type { Edit, StringNode, TextNode } from '../../../../lib/base/text-tree/index.ts';
import { parseYamlTrees } from '../../../../lib/base/yaml-tree/index.ts';

function strings(node: TextNode): readonly StringNode[] {
  if (node.kind === 'string') return [node];
  if (node.kind === 'array') return node.items.flatMap(strings);
  return node.kind === 'object' ? node.members.flatMap(({ value }) => strings(value)) : [];
}

/** Takes away `[from, to)` of every string. */
function without(text: string, nodes: readonly StringNode[], from: number, to: number): string {
  const edits = nodes.flatMap((node): readonly Edit[] => {
    const end = Math.min(to, node.value.length);
    return from < end ? scalarEdits(text, node, [{ start: from, end, text: '"X"' }]) : [];
  });
  return applyEdits(text, edits);
}

const cutOut = (value: unknown, from: number, to: number): unknown =>
  JSON.parse(JSON.stringify(value), (_, inner: unknown) =>
    typeof inner === 'string' && from < Math.min(to, inner.length)
      ? `${inner.slice(0, from)}"X"${inner.slice(to)}`
      : inner,
  );

describe('text-tree', () => {
  it('JSON: the value with the part replaced, whatever the escapes', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.nat(5), fc.nat(9), fc.constantFrom(0, 1, 4), (value, from, length, space) => {
        const text = JSON.stringify({ value }, null, space);
        const { root, cut } = parseJsonTree(text);
        expect(cut).to.equal(false);
        const out = JSON.parse(without(text, strings(root), from, from + length)) as unknown;
        expect(out).to.deep.equal(cutOut({ value }, from, from + length));
      }),
      { numRuns: 300, seed: 1 },
    );
  });

  const texts: readonly (readonly [string, unknown])[] = [
    ['a: secret\nb: 2\n', { a: 'XXX', b: 2 }],
    ["a: 'it''s'\nb: 2\n", { a: 'XXX', b: 2 }],
    ['a: "x\\ty"\nb: 2\n', { a: 'XXX', b: 2 }],
    ['a: |\n  one\n  two\n\n  three\nb: 2\n', { a: 'XXX\n', b: 2 }],
    ['a: |-\n    one\n    two\nb: 2\n', { a: 'XXX', b: 2 }],
    ['a: >\n  one\n  two\nb: 2\n', { a: 'XXX\n', b: 2 }],
    ['a: one\n  two\nb: 2\n', { a: 'XXX', b: 2 }],
    ['a: {c: one, d: [two]}\nb: 2\n', { a: { c: 'XXX', d: ['XXX'] }, b: 2 }],
    ['a:\n- |\n  one\n- &x two\n- *x\nb: 2\n', { a: ['XXX\n', 'XXX', 'XXX'], b: 2 }],
  ];
  for (const [text, wanted] of texts) {
    it(`YAML: ${JSON.stringify(text)}, with as many lines as before`, () => {
      const nodes = parseYamlTrees(text).flatMap(({ root }) => strings(root));
      const edits = nodes.flatMap((node) =>
        scalarEdits(text, node, [{ start: 0, end: node.value.length, text: 'XXX' }]),
      );
      const out = applyEdits(text, edits);
      expect(load(out)).to.deep.equal(wanted);
      expect(out.split('\n').length).to.equal(text.split('\n').length);
    });
  }

  it('documents among log lines; a cut one is said to be cut, a damaged one is damage', () => {
    const text = '[2026] log\n{"a": 1}\n{"b": "x"} {"c": []}\nbye\n[1';
    expect(jsonDocuments(text).map(({ start, end }) => text.slice(start, end))).to.deep.equal([
      '{"a": 1}',
      '{"b": "x"}',
      '{"c": []}',
    ]);
    expect(jsonDocuments('{"a": "b').map(({ cut }) => cut)).to.deep.equal([true]);
    for (const bad of ['{"a": @}', '{"a" 1}', '{"a": [}', '["a\nb"]', '{"a": "\\x"}'])
      expect(() => jsonDocuments(bad)).to.throw(TextDamage);
    expect(() => parseJsonTree('['.repeat(300))).to.throw(TextDamage);
  });
});
