import { expect } from 'chai';
import type { Envelope } from '../../../../lib/model/index.ts';
import { render } from '../../../../lib/render/index.ts';
import { renderJson, renderNdjson } from '../../../../lib/render/json/index.ts';
import { envelope, joined, routeRow, routesResult, seed } from '../documents.ts';

const lines = (text: string): readonly unknown[] =>
  text
    .trimEnd()
    .split('\n')
    .map((line): unknown => JSON.parse(line));

describe('json', () => {
  const failed = envelope<object>(null, {
    status: 'failed',
    exitCode: 3,
    accounting: null,
    errors: [{ code: 'INPUT', severity: 'error', message: 'no usable input' }],
  });
  const documents: readonly (readonly [string, Envelope<object>])[] = [
    ['the seed', seed()],
    ['a failure', failed],
    ['empty arrays', envelope(routesResult({ routes: [], virtualHosts: [], routeConfigs: [] }))],
    ['an empty result', envelope({})],
  ];
  for (const [name, document] of documents) {
    it(`prints ${name} as JSON.stringify would`, () => {
      expect(joined(renderJson(document))).to.equal(`${JSON.stringify(document, null, 2)}\n`);
    });
  }

  it('puts the keys of the envelope in the order of the contract', () => {
    const { result, status, ...rest } = seed();
    const text = joined(renderJson({ result, ...rest, status }));
    expect(Object.keys(JSON.parse(text) as object)).to.deep.equal(
      'schemaVersion,status,exitCode,warnings,errors,accounting,result'.split(','),
    );
    expect(text).to.equal(joined(renderJson(seed())));
  });

  it('escapes controls, bidi marks and lone surrogates', () => {
    const name = '\u001b\u007f\u009b\u202e\u2028\ud800\n';
    const text = joined(renderJson(envelope(routesResult({ routes: [routeRow({ name })] }))));
    expect(text).to.include('"name": "\\u001b\\u007f\\u009b\\u202e\\u2028\\ud800\\n"');
    expect((JSON.parse(text) as ReturnType<typeof seed>).result?.routes[0]?.name).to.equal(name);
  });

  it('comes in chunks that no document size makes larger', () => {
    const routes = Array.from({ length: 2000 }, (_, index) => routeRow({ index }));
    const chunks = [...renderJson(envelope(routesResult({ routes })))];
    expect(chunks.length).to.be.above(10);
    expect(Math.max(...chunks.map((chunk) => chunk.length))).to.be.below(70_000);
  });
});

describe('ndjson', () => {
  it('has one line a row and ends with the envelope without the rows', () => {
    const document = seed();
    const all = lines(joined(renderNdjson(document))) as readonly (Record<string, unknown> & { kind: string })[];
    const kinds = all.map(({ kind }) => kind);
    expect(kinds).to.deep.equal([
      ...Array<string>(3).fill('routeConfig'),
      ...Array<string>(3).fill('virtualHost'),
      ...Array<string>(8).fill('route'),
      'summary',
    ]);
    expect(all[6]).to.deep.equal({ kind: 'route', ...document.result?.routes[0] });
    const { proxy, gaps, filtered } = document.result!;
    expect(all.at(-1)).to.deep.equal({ kind: 'summary', ...document, result: { proxy, gaps, filtered } });
  });

  it('keeps the kind of an explained object', async () => {
    const object = {
      kind: 'cluster',
      selector: 's',
      what: [],
      source: null,
      path: [],
      competes: [],
      raw: null,
    } as const;
    const result = { ...seed().result!, selector: 's', objects: [object], nearest: ['t'] };
    const { proxy, gaps } = result;
    const document = envelope({ proxy, gaps, selector: 's', objects: [object], nearest: ['t'] });
    const text = joined(
      await render('ndjson', { kind: 'explain', envelope: document }, { width: null, color: false, wide: false }),
    );
    const [first, summary] = lines(text) as readonly Record<string, unknown>[];
    expect(first).to.deep.equal(object);
    expect(summary?.['result']).to.deep.equal({ proxy, gaps, selector: 's', nearest: ['t'] });
  });

  it('is one summary on failure', () => {
    expect(lines(joined(renderNdjson(envelope<object>(null, { status: 'failed' }))))).to.deep.equal([
      { kind: 'summary', ...envelope(null, { status: 'failed' }) },
    ]);
  });
});
