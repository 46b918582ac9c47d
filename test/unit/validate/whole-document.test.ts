import { existsSync } from 'node:fs';
import { expect } from 'chai';
import fc from 'fast-check';
import { isWholeDocument } from '../../../lib/validate/index.ts';
import { sampleBytes, SAMPLE_NAMES, samplePath } from '../../support/samples.ts';

describe('isWholeDocument', () => {
  for (const file of [
    'config_dump.json',
    'routes.json',
    'clusters.json',
    'listeners.json',
    'endpoints.json',
    'bootstrap.json',
    'envoy_clusters.json',
  ]) {
    it(`${file} of every sample is whole, and cut anywhere it is not`, () => {
      for (const name of SAMPLE_NAMES.filter((one) => existsSync(samplePath(one, file)))) {
        const bytes = Buffer.from(sampleBytes(name, file).toString().trimEnd());
        expect(isWholeDocument(bytes), name).to.equal(true);
        fc.assert(
          fc.property(fc.nat(bytes.length - 1), (end) => !isWholeDocument(bytes.subarray(0, end))),
          { numRuns: 20 },
        );
      }
    });
  }

  const TEXTS: readonly (readonly [string, boolean])[] = [
    ['', false],
    ['warning: x\n', false],
    ['{"configs":[]}', true],
    ['2026-11-22T10:00:00Z\tinfo\tx\n{"configs":[]}\n', true],
    ['{"level":"warn"}\n{"configs":[]}\n', true],
    ['{"configs":[]}\n{"configs":[', false],
    ['[]', true],
    ['{}', false],
    ['{"apiVersion":"v1","kind":"List","items":[]}', false],
    ['<html></html>', false],
    ['Usage:\n  istioctl [command]\n', false],
  ];
  for (const [text, whole] of TEXTS) {
    it(`${JSON.stringify(text)}: ${String(whole)}`, () => {
      expect(isWholeDocument(Buffer.from(text))).to.equal(whole);
    });
  }
});
