/** The same objects as Envoy's admin port (snake_case) and istioctl (lowerCamel) printed them. */
import { existsSync } from 'node:fs';
import { list, member } from '../../../../lib/normalize/read/index.ts';
import { SAMPLE_NAMES, sampleBytes, samplePath } from '../../../support/samples.ts';

export function parsed(name: string, file: string): unknown {
  return JSON.parse(sampleBytes(name, file).toString());
}

/** Samples with a recording of this istioctl command. */
export function samplesWith(file: string): readonly string[] {
  return SAMPLE_NAMES.filter((name) => existsSync(samplePath(name, file)));
}

/** A section of config_dump.json by the end of its `@type`. */
export function section(name: string, type: string): unknown {
  const configs = list(member(parsed(name, 'config_dump.json'), 'configs'));
  return configs.find((config) => String(member(config, '@type')).endsWith(`.${type}`));
}

/** The entries under these keys of a section, one after the other. */
export function entries(holder: unknown, ...keys: readonly string[]): readonly unknown[] {
  return keys.flatMap((key) => list(member(holder, key)));
}
