import { expect } from 'chai';
import { cleanList } from '../../../lib/ingest/live/clean-objects.ts';

function cleaned(...items: readonly unknown[]): unknown {
  const list = cleanList(Buffer.from(JSON.stringify({ kind: 'List', items })));
  return list === null ? null : (JSON.parse(list.bytes.toString()) as { items: unknown }).items;
}

describe('cleanList', () => {
  it('leaves out Secrets, data, managed fields and last-applied copies, and keeps the rest', () => {
    const metadata = {
      name: 'x',
      managedFields: [],
      annotations: { 'kubectl.kubernetes.io/last-applied-configuration': 's', a: 'b' },
    };
    expect(
      cleaned(
        { kind: 'Secret', metadata, data: { a: 's' } },
        { kind: 'ConfigMap', metadata, data: { a: 's' }, binaryData: { b: 's' }, stringData: {} },
        { kind: 'VirtualService', metadata, spec: { http: [{ data: 'kept' }] }, status: {} },
      ),
    ).to.deep.equal([
      { kind: 'ConfigMap', metadata: { name: 'x', annotations: { a: 'b' } } },
      {
        kind: 'VirtualService',
        metadata: { name: 'x', annotations: { a: 'b' } },
        spec: { http: [{ data: 'kept' }] },
        status: {},
      },
    ]);
  });

  it('of a Pod only what names and selects it, and its ports', () => {
    const spec = {
      containers: [
        { name: 'c', image: 'i', env: [{ name: 'P', value: 's' }], ports: [{ containerPort: 1 }], args: ['s'] },
      ],
      volumes: [],
    };
    expect(
      cleaned({ kind: 'Pod', metadata: { labels: { a: 'b' } }, spec, status: { podIP: '1.1.1.1' } }),
    ).to.deep.equal([
      {
        kind: 'Pod',
        metadata: { labels: { a: 'b' } },
        spec: { containers: [{ name: 'c', ports: [{ containerPort: 1 }] }] },
      },
    ]);
  });

  it('a name such as __proto__ stays a name', () => {
    const bytes = Buffer.from('{"items":[{"kind":"Service","metadata":{"labels":{"__proto__":"x"}}}]}');
    expect(cleanList(bytes)?.bytes.toString()).to.include('"__proto__": "x"');
  });

  it('what is no list, or nests without end, is none', () => {
    expect(cleanList(Buffer.from('{"kind":"Status"}'))).to.equal(null);
    expect(cleanList(Buffer.from('[]'))).to.equal(null);
    const deep = `{"items":[{"kind":"X","spec":${'['.repeat(100_000)}${']'.repeat(100_000)}}]}`;
    expect(cleanList(Buffer.from(deep))).to.equal(null);
  });
});
