/** Whatever form a proxy's configuration arrives in, it gives the same snapshot for what the forms share. */
import { existsSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { expect } from 'chai';
import { memorySource } from '../../lib/base/source/index.ts';
import type { Snapshot } from '../../lib/model/index.ts';
import { ALL_SECTIONS, normalize } from '../../lib/normalize/index.ts';
import { inflate } from '../support/inflate.ts';
import { SAMPLE_NAMES, sampleBytes, samplePath, snapshotOf } from '../support/samples.ts';

/**
 * Members that only some forms know: where bytes stood, which state a resource is in, when it came. An `id` is a number that
 * depends on what else there is.
 */
const FORM = new Set(['id', 'at', 'state', 'via', 'versionInfo', 'lastUpdated', 'error', 'inlineIn']);

function shared(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value, (key, item: unknown) => (FORM.has(key) ? undefined : item))) as unknown;
}

/** The listed collections of a snapshot, without what depends on the form. */
function of(snapshot: Snapshot, ...collections: readonly (keyof Snapshot)[]): unknown {
  return shared(collections.map((collection) => snapshot[collection]));
}

function read(bytes: Buffer): Snapshot {
  return normalize([{ origin: { name: 'x', kind: 'file' }, source: memorySource(bytes), named: true }], ALL_SECTIONS);
}

describe('one configuration, many forms', () => {
  for (const name of SAMPLE_NAMES) {
    const whole = snapshotOf(name);
    const has = (file: string): boolean => existsSync(samplePath(name, file));

    if (has('routes.json')) {
      it(`${name}: routes.json`, () => {
        const routes = snapshotOf(name, 'routes.json');
        expect(of(routes, 'routeConfigs')).to.deep.equal(of(whole, 'routeConfigs'));
      });
      it(`${name}: clusters.json`, () => {
        expect(of(snapshotOf(name, 'clusters.json'), 'clusters')).to.deep.equal(of(whole, 'clusters'));
      });
    }
    if (has('secret.json')) {
      it(`${name}: six files`, () => {
        const files = [
          'listeners.json',
          'routes.json',
          'clusters.json',
          'secret.json',
          'bootstrap.json',
          'endpoints.json',
        ];
        const split = snapshotOf(name, ...files);
        const collections = ['listeners', 'routeConfigs', 'clusters', 'secrets', 'proxy'] as const;
        expect(of(split, ...collections)).to.deep.equal(of(whole, ...collections));
      });
    }
    if (has('routes.yaml')) {
      it(`${name}: YAML`, () => {
        expect(of(snapshotOf(name, 'routes.yaml'), 'routeConfigs')).to.deep.equal(of(whole, 'routeConfigs'));
        expect(of(snapshotOf(name, 'listeners.yaml', 'routes.yaml'), 'listeners')).to.deep.equal(
          of(whole, 'listeners'),
        );
      });
    }
    if (has('endpoints.json')) {
      it(`${name}: istioctl's endpoints are Envoy's /clusters`, () => {
        const [istioctl, envoy] = [snapshotOf(name, 'endpoints.json'), snapshotOf(name, 'envoy_clusters.json')];
        // istioctl leaves out clusters without a host.
        const some = envoy.endpoints.filter(({ localities }) => localities.length > 0);
        expect(of(istioctl, 'endpoints')).to.deep.equal(shared([some]));
      });
    }
    it(`${name}: the dump beside its own sections is still one proxy`, () => {
      if (!has('routes.json')) return;
      const twice = snapshotOf(name, 'config_dump.json', 'routes.json', 'clusters.json', 'listeners.json');
      const collections = ['listeners', 'routeConfigs', 'clusters'] as const;
      expect(of(twice, ...collections)).to.deep.equal(of(whole, ...collections));
    });
    it(`${name}: compact, indented by four, with CRLF`, () => {
      const value: unknown = JSON.parse(sampleBytes(name).toString());
      for (const text of [JSON.stringify(value), JSON.stringify(value, null, 4).replaceAll('\n', '\r\n')]) {
        expect(shared({ ...read(Buffer.from(text)), documents: 0 })).to.deep.equal(shared({ ...whole, documents: 0 }));
      }
    });
    it(`${name}: gzip`, () => {
      const { bytes } = inflate(gzipSync(sampleBytes(name)), 1e9);
      expect(bytes.equals(sampleBytes(name))).to.equal(true);
    });
  }
});
