import { expect } from 'chai';
import fc from 'fast-check';
import { load } from 'js-yaml';
import { HIDDEN_ALL, safe } from '../../../../lib/render/escape/index.ts';
import { dumpYaml } from '../../../../lib/base/yaml-dump.ts';
import { renderYaml } from '../../../../lib/render/yaml/index.ts';
import { envelope, joined, routeRow, routesResult, seed } from '../documents.ts';

const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

describe('dumpYaml', () => {
  const table: readonly (readonly [unknown, string])[] = [
    [{ a: 'yes' }, "a: 'yes'\n"],
    [{ a: '12:30' }, "a: '12:30'\n"],
    [{ a: '0x1F', b: '010', c: '1e3' }, "a: '0x1F'\nb: '010'\nc: '1e3'\n"],
    [{ a: '\u202ex' }, 'a: "\\u202ex"\n'],
    [{ '\u200b': 1 }, '"\\u200b": 1\n'],
    [{ a: '\u{e0041}' }, 'a: "\\U000e0041"\n'],
    [{ a: 'one\ntwo\n' }, 'a: "one\\ntwo\\n"\n'],
  ];
  for (const [value, wanted] of table)
    it(JSON.stringify(value), () => expect(dumpYaml(value, HIDDEN_ALL)).to.equal(wanted));
});

describe('yaml', () => {
  it('says what the JSON says', () => {
    expect(load(joined(renderYaml(seed())))).to.deep.equal(plain(seed()));
    const failed = envelope<object>(null, { status: 'failed', exitCode: 3 });
    expect(load(joined(renderYaml(failed)))).to.deep.equal(plain(failed));
  });

  it('survives any text anywhere and shows nothing hidden', () => {
    const text = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom(
        'a\nb',
        ' lead\n\n x',
        'x\n',
        '- a',
        'a: b',
        '#',
        '\u001b',
        '\u202e',
        '\ufeff',
        '~',
        'null',
        '|',
        '\t',
        '\u0085',
      ),
    );
    fc.assert(
      fc.property(text, text, fc.jsonValue(), (name, domain, raw) => {
        const match = { path: { kind: 'unsupported', field: name, raw: plain(raw) } } as const;
        const document = envelope(routesResult({ routes: [routeRow({ name, domains: [domain, name], match })] }));
        const out = joined(renderYaml(document));
        expect(load(out)).to.deep.equal(plain(document));
        for (const line of out.split('\n')) expect(safe(line)).to.equal(line);
      }),
      { numRuns: 300 },
    );
  });
});
