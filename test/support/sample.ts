/** Reads a sample of the repository's samples/ folder: the dump and the resources that made it. */
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

import type { Snapshot } from '../../lib/model/index.ts';
import { readResources, type ResourceFile, type ResourceSet } from '../../lib/resources/index.ts';
import { snapshotOf } from './samples.ts';

const SAMPLES = join(import.meta.dirname, '../../samples');

export function sampleText(name: string, file: string): string {
  return readFileSync(join(SAMPLES, name, file), 'utf8');
}

export function sampleSnapshot(name: string): Snapshot {
  return snapshotOf(name);
}

export function sampleFiles(name: string): readonly ResourceFile[] {
  return readdirSync(join(SAMPLES, name, 'resources'))
    .sort()
    .map((file) => ({ name: `resources/${file}`, text: sampleText(name, `resources/${file}`) }));
}

export function sampleResources(name: string): ResourceSet {
  return readResources(sampleFiles(name));
}

/** One entry of truth.json. */
export interface TruthEntry {
  readonly routeConfig: string;
  readonly virtualHost: string;
  readonly index: number;
  readonly owner: string;
  readonly http: number;
  readonly match: number | null;
  readonly delegate: string | null;
  readonly delegateHttp?: number;
  readonly matchName?: string;
}

export function sampleTruth(name: string): readonly TruthEntry[] {
  return JSON.parse(sampleText(name, 'truth.json')) as TruthEntry[];
}
