/** `traceDocument` over the recorded requests of every sample: valid, and one truth with the batch. */
import { existsSync, readFileSync } from 'node:fs';
import { expect } from 'chai';
import { accountingOf } from '../../lib/analyze/inventory/index.ts';
import { traceDocument, traceLine, tracerOf } from '../../lib/analyze/trace/index.ts';
import { requestOf } from '../../lib/matching/index.ts';
import type { RequestInput } from '../../lib/matching/index.ts';
import type { Accounting, Envelope, TraceResult } from '../../lib/model/index.ts';
import { attribute } from '../../lib/provenance/index.ts';
import { render } from '../../lib/render/index.ts';
import { runCli } from '../support/run-cli.ts';
import { SAMPLE_NAMES, samplePath, snapshotOf } from '../support/samples.ts';
import { expectValid } from './schemas.ts';

const FORMATS = ['table', 'markdown', 'json', 'yaml', 'ndjson'] as const;
const recorded = SAMPLE_NAMES.filter((name) => existsSync(samplePath(name, 'envoy-answers/requests.jsonl')));

function envelope(result: TraceResult, accounting: Accounting | null = null): Envelope<TraceResult> {
  return { schemaVersion: 'v1', status: 'ok', exitCode: 0, warnings: [], errors: [], accounting, result };
}

describe('trace', () => {
  for (const name of recorded) {
    it(`${name}: every document is valid and says what the line says`, () => {
      const snapshot = snapshotOf(name);
      const provenance = attribute(snapshot);
      const accounting = accountingOf(snapshot, provenance);
      const tracer = tracerOf(snapshot, provenance);
      const lines = readFileSync(samplePath(name, 'envoy-answers/requests.jsonl'), 'utf8').trim().split('\n');
      for (const [at, text] of lines.entries()) {
        if (at % 5 !== 0) continue;
        const request = requestOf(JSON.parse(text) as RequestInput);
        const { disposition, status, route, source, clusters, why, hops, ...rest } = traceDocument(tracer, request);
        const line = traceLine(tracer, request);
        expect({ disposition, status, route, source, clusters, why: line.why }).to.deep.equal(line);
        expect(why.startsWith(line.why)).to.equal(true);
        expect(hops.every(({ decided }) => decided.endsWith('.'))).to.equal(true);
        const result = { disposition, status, route, source, clusters, why, hops, ...rest };
        expectValid('trace', JSON.parse(JSON.stringify(envelope(result, accounting))), text);
      }
    });
  }

  it('prints the same answer in every format', async () => {
    const args = ['trace', 'https://shop.example.com/cart', samplePath('shop')];
    for (const format of FORMATS) {
      const { stdout, exitCode } = await runCli([...args, '-o', format]);
      expect(exitCode).to.equal(0);
      expect(stdout).to.include('outbound|8080|v1|cart.shop.svc.cluster.local');
    }
    const { stdout } = await runCli([...args, '-o', 'json']);
    expectValid('trace', JSON.parse(stdout), 'trace -o json');
  });

  it('prints nothing but the envelope when there is no result', async () => {
    const answer = { kind: 'trace', envelope: { ...envelope({} as TraceResult), result: null } } as const;
    for (const format of ['table', 'markdown'] as const) {
      expect([...(await render(format, answer, { width: null, color: false, wide: false }))].join('')).to.equal('');
    }
  });

  it('ends with 1 when it does not end where --expect says', async () => {
    const args = ['trace', 'https://shop.example.com/blog', samplePath('shop'), '-o', 'json', '--expect'];
    for (const [wanted, code] of [
      ['503', 0],
      ['shop/storefront-extra', 0],
      ['VirtualService/shop/storefront-extra', 0],
      ['web.shop:80', 1],
      ['shop/storefront', 1],
      ['200', 1],
    ] as const) {
      const { exitCode, stdout } = await runCli([...args, wanted]);
      expect(exitCode, wanted).to.equal(code);
      const { exitCode: printed, warnings } = JSON.parse(stdout) as Envelope<unknown>;
      expect(printed).to.equal(code);
      expect(warnings.some(({ message }) => message === `--expect ${wanted} is not met`)).to.equal(code === 1);
    }
  });
});
