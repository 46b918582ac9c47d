/**
 * What kubectl answered, without what no answer of whyroute needs and nobody should pass on: data of Secrets and ConfigMaps
 * (they are never asked for), the copy of an object that `kubectl apply` keeps in an annotation (openshift/must-gather#115),
 * field ownership, and of a Pod everything but labels and ports: its environment may hold passwords.
 */
import { fieldOf, listAt, recordOf, textAt } from '../../base/plain.ts';
import type { PlainRecord } from '../../base/plain.ts';

const LAST_APPLIED = 'kubectl.kubernetes.io/last-applied-configuration';
const DATA: ReadonlySet<string> = new Set(['data', 'stringData', 'binaryData']);

function without(record: PlainRecord, names: ReadonlySet<string>): [string, unknown][] {
  return Object.entries(record).filter(([key]) => !names.has(key));
}

function cleanMetadata(metadata: unknown): unknown {
  const record = recordOf(metadata);
  if (record === undefined) return metadata;
  return Object.fromEntries(
    without(record, new Set(['managedFields'])).map(([key, value]) => {
      const annotations = key === 'annotations' ? recordOf(value) : undefined;
      return [
        key,
        annotations === undefined ? value : Object.fromEntries(without(annotations, new Set([LAST_APPLIED]))),
      ];
    }),
  );
}

function podSpec(spec: unknown): PlainRecord {
  const containers = listAt(spec, 'containers').map((container) => ({
    name: textAt(container, 'name') ?? '',
    ports: listAt(container, 'ports'),
  }));
  return { containers };
}

function cleanObject(object: unknown): unknown {
  const record = recordOf(object);
  if (record === undefined) return object;
  const isPod = textAt(record, 'kind') === 'Pod';
  return Object.fromEntries(
    without(record, isPod ? new Set([...DATA, 'status']) : DATA).map(([key, value]) => {
      if (key === 'metadata') return [key, cleanMetadata(value)];
      return [key, key === 'spec' && isPod ? podSpec(value) : value];
    }),
  );
}

export interface CleanList {
  readonly bytes: Buffer;
  readonly objects: number;
}

/** Null when the answer is no list of objects, or one that nests deeper than anything Kubernetes has. */
export function cleanList(bytes: Buffer): CleanList | null {
  const list: unknown = JSON.parse(bytes.toString('utf8'));
  if (!Array.isArray(fieldOf(list, 'items'))) return null;
  const items = listAt(list, 'items')
    .filter((item) => textAt(item, 'kind') !== 'Secret')
    .map(cleanObject);
  try {
    const text = JSON.stringify({ apiVersion: 'v1', kind: 'List', items }, null, 2);
    return { bytes: Buffer.from(`${text}\n`), objects: items.length };
  } catch (error) {
    // JSON.parse knows no depth, JSON.stringify recurses (reference/reliability-security.md 4.1).
    if (error instanceof RangeError) return null;
    throw error;
  }
}
