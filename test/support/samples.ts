/** The bundled samples: recorded output of a real istiod, Envoy and istioctl. */
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { memorySource } from '../../lib/base/source/index.ts';
import { ALL_SECTIONS, normalize } from '../../lib/normalize/index.ts';
import type { Snapshot } from '../../lib/model/index.ts';

export const SAMPLES: string = fileURLToPath(new URL('../../samples', import.meta.url));

/** Samples that hold a proxy's configuration (`live` holds istioctl's error messages). */
export const SAMPLE_NAMES: readonly string[] = readdirSync(SAMPLES)
  .filter((name) => existsSync(`${SAMPLES}/${name}/config_dump.json`))
  .sort();

export function samplePath(name: string, file = 'config_dump.json'): string {
  return `${SAMPLES}/${name}/${file}`;
}

export function sampleBytes(name: string, file = 'config_dump.json'): Buffer {
  return readFileSync(samplePath(name, file));
}

/** Files of one sample as one snapshot. */
export function snapshotOf(name: string, ...files: readonly string[]): Snapshot {
  const names = files.length === 0 ? ['config_dump.json'] : files;
  const inputs = names.map((file) => ({
    origin: { name: file, kind: 'file' as const },
    source: memorySource(sampleBytes(name, file)),
    named: true,
  }));
  return normalize(inputs, ALL_SECTIONS);
}
