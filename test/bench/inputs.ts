/** The dumps that a run measures: given ones, unpacked and grown where asked, and generated ones. */
import {
  createReadStream,
  createWriteStream,
  existsSync,
  mkdirSync,
  readSync,
  openSync,
  closeSync,
  statSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { foldDump } from './dump/fold-dump.ts';
import { makeDump } from './dump/make-dump.ts';
import type { Options } from './options.ts';

export interface Input {
  readonly name: string;
  readonly path: string;
  readonly megabytes: number;
  readonly resources: readonly string[];
}

/** Each is made when its turn comes, so that a disk need not hold what is measured last first. */
export async function* inputs(options: Options, folder: string): AsyncIterable<Input> {
  for (const megabytes of options.sizes) yield input(generated(megabytes, options, folder), []);
  for (const given of options.dumps) {
    const path = await unpacked(given, folder);
    yield input(path, options.resources.length > 0 ? options.resources : beside(given));
    if (options.fold > 1) {
      const grown = join(folder, `${basename(path, '.json')}-x${String(options.fold)}.json`);
      foldDump(path, grown, options.fold);
      yield input(grown, []);
    }
  }
}

function input(path: string, resources: readonly string[]): Input {
  return { name: basename(path), path, megabytes: statSync(path).size / 1e6, resources };
}

function generated(megabytes: number, { seed, keep }: Options, folder: string): string {
  if (keep !== undefined) mkdirSync(keep, { recursive: true });
  const path = join(keep ?? folder, `generated-${String(megabytes)}MB-seed-${String(seed)}.json`);
  if (!existsSync(path)) makeDump(path, megabytes * 1e6, seed);
  return path;
}

/** jq and istioctl do not unpack. */
async function unpacked(path: string, folder: string): Promise<string> {
  const file = openSync(path, 'r');
  const start = Buffer.alloc(2);
  readSync(file, start, 0, 2, 0);
  closeSync(file);
  if (start.readUInt16BE() !== 0x1f8b) return path;
  const plain = join(folder, basename(path, '.gz'));
  await pipeline(createReadStream(path), createGunzip(), createWriteStream(plain));
  return plain;
}

function beside(dump: string): readonly string[] {
  const names = ['resources', 'istio.yaml', 'istio.yaml.gz', 'kubernetes.yaml', 'kubernetes.yaml.gz'];
  return names.map((name) => join(dirname(dump), name)).filter((path) => existsSync(path));
}
