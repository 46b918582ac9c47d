/**
 * Property: what is left of a dump never gives another answer than the whole dump, it only gives fewer. A forwarded
 * request may lose what is known of its cluster (status null): the route says where it goes, not what becomes of it there.
 */
import { readFileSync } from 'node:fs';
import { expect } from 'chai';
import fc from 'fast-check';
import { dump } from 'js-yaml';
import { memorySource } from '../../../../lib/base/source/index.ts';
import type { Tracer } from '../../../../lib/analyze/trace/index.ts';
import { traceLine, tracerOf } from '../../../../lib/analyze/trace/index.ts';
import type { Request, RequestInput } from '../../../../lib/matching/index.ts';
import { requestOf } from '../../../../lib/matching/index.ts';
import type { TraceLine } from '../../../../lib/model/index.ts';
import { ALL_SECTIONS, normalize } from '../../../../lib/normalize/index.ts';
import { attribute } from '../../../../lib/provenance/index.ts';
import { sampleBytes, samplePath } from '../../../support/samples.ts';

const SAMPLES = ['shop', 'incidents', 'random-1', 'gateway-api'];
const REQUESTS = 60;

/** What JSON is made of, and lines. */
const GARBAGE = '{}[]",:\n\\ x0-#>';

function tracer(bytes: Buffer): Tracer | null {
  try {
    const snapshot = normalize(
      [{ origin: { name: 'd', kind: 'file' }, source: memorySource(bytes), named: true }],
      ALL_SECTIONS,
    );
    return tracerOf(snapshot, attribute(snapshot));
  } catch {
    return null;
  }
}

function requestsOf(name: string): readonly Request[] {
  const all = readFileSync(samplePath(name, 'envoy-answers/requests.jsonl'), 'utf8').split('\n').filter(Boolean);
  const step = Math.max(1, Math.floor(all.length / REQUESTS));
  return all.filter((_, at) => at % step === 0).map((line) => requestOf(JSON.parse(line) as RequestInput));
}

/** The same answer, less what is not known of clusters and of the route behind a denial. */
function agrees(cut: TraceLine, whole: TraceLine): boolean {
  if (cut.disposition === 'indeterminate') return true;
  if (cut.disposition !== whole.disposition) return false;
  if (cut.status !== whole.status && !(cut.status === null && cut.disposition === 'forwarded')) return false;
  expect(cut.clusters).to.deep.equal(whole.clusters);
  return JSON.stringify(cut.route) === JSON.stringify(whole.route);
}

for (const name of SAMPLES) {
  const bytes = sampleBytes(name);
  const requests = requestsOf(name);
  const full = tracer(bytes);
  const wholes = full === null ? [] : requests.map((request) => traceLine(full, request));
  let certain = 0;
  let read = 0;

  const compare = (left: Buffer): void => {
    const part = tracer(left);
    if (part === null) return;
    read++;
    for (const [at, request] of requests.entries()) {
      const whole = wholes[at];
      const line = traceLine(part, request);
      if (line.disposition !== 'indeterminate') certain++;
      const asked = `${request.scheme ?? ''} ${String(request.port)} ${request.authority ?? ''}${request.path ?? ''}`;
      if (whole === undefined || !agrees(line, whole)) {
        expect.fail(
          `${asked}: ${JSON.stringify({ ...line, source: null })} of ${JSON.stringify({ ...whole, source: null })}`,
        );
      }
    }
  };

  /** What is JSON all the same is simply another dump. */
  const compareDamaged = (left: Buffer): void => {
    try {
      JSON.parse(left.toString());
    } catch {
      compare(left);
    }
  };
  const offset = fc.integer({ min: 0, max: bytes.length - 2 });
  const length = fc.integer({ min: 1, max: bytes.length - 2 });

  describe(`trace in what is left of ${name}`, () => {
    it('gives the answer of the whole dump or none when its end is cut off', () => {
      certain = 0;
      fc.assert(
        fc.property(fc.integer({ min: 1, max: bytes.length }), (end) => {
          compare(bytes.subarray(0, end));
        }),
        { numRuns: 200, seed: 5, examples: [[bytes.length - 3], [bytes.length - 400]] },
      );
      expect(certain, 'certain answers').to.be.greaterThan(REQUESTS);
    });

    it('gives the answer of the whole dump or none when a piece of its middle is missing', () => {
      read = 0;
      fc.assert(
        fc.property(offset, fc.oneof(fc.integer({ min: 1, max: 60 }), length), (start, count) => {
          compareDamaged(Buffer.concat([bytes.subarray(0, start), bytes.subarray(start + count)]));
        }),
        { numRuns: 200, seed: 5 },
      );
      expect(read, 'readable').to.be.greaterThan(50);
    });

    it('gives the answer of the whole dump or none when lines of its middle are missing', () => {
      const lines = JSON.stringify(JSON.parse(bytes.toString()), null, 1).split('\n');
      fc.assert(
        fc.property(fc.nat(lines.length - 2), fc.integer({ min: 1, max: 120 }), (start, count) => {
          compareDamaged(Buffer.from([...lines.slice(0, start), ...lines.slice(start + count)].join('\n')));
        }),
        { numRuns: 150, seed: 5 },
      );
    });

    it('gives the answer of the whole dump or none when something is written over its middle', () => {
      read = 0;
      fc.assert(
        fc.property(
          offset,
          fc.uint8Array({ minLength: 1, maxLength: 40 }),
          fc.boolean(),
          (start, garbage, printable) => {
            const left = Buffer.from(bytes);
            left.set(
              (printable ? garbage.map((byte) => GARBAGE.charCodeAt(byte % GARBAGE.length)) : garbage).subarray(
                0,
                bytes.length - start,
              ),
              start,
            );
            compareDamaged(left);
          },
        ),
        { numRuns: 200, seed: 5 },
      );
      expect(read, 'readable').to.be.greaterThan(50);
    });

    it('gives the answer of the whole dump or none when its YAML is cut inside a line', () => {
      const yaml = Buffer.from(dump(JSON.parse(bytes.toString())));
      read = 0;
      fc.assert(
        fc.property(fc.integer({ min: 1, max: yaml.length - 2 }), (end) => {
          // Cut where a line ends, half a YAML document is a whole one.
          if (yaml[end - 1] !== 0x0a) compare(yaml.subarray(0, end));
        }),
        { numRuns: 30, seed: 5 },
      );
      expect(read, 'readable').to.be.greaterThan(3);
    });

    it('gives the answer of the whole dump or none when a section is missing', () => {
      const { configs } = JSON.parse(bytes.toString()) as { readonly configs: readonly object[] };
      for (const missing of configs.keys()) {
        compare(Buffer.from(JSON.stringify({ configs: configs.filter((_, at) => at !== missing) })));
      }
    });
  });
}
