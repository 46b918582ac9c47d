/** metadata.filter_metadata: a map of Structs. Struct keys are the author's own spelling and are never folded. */
import type { Mutable } from '../../base/index.ts';
import { KnownKeys } from '../../base/json/index.ts';
import type { JsonCursor } from '../../base/json/index.ts';
import type { IstioMetadata } from '../../model/index.ts';
import { KEY_TABLE } from '../key-tables.ts';
import { list, member, object, spellings, text } from '../read/index.ts';

export interface MetadataParts {
  readonly istio?: IstioMetadata;
  readonly otherMetadata?: readonly string[];
}

/** Keys of `filter_metadata.istio` that have a field of their own (reference/istio-provenance.md 1.3). */
const KNOWN = new Set(['config', 'subset', 'services']);

function istioOf(struct: Readonly<Record<string, unknown>>): IstioMetadata {
  const config = text(struct['config']);
  const subset = text(struct['subset']);
  const services = list(struct['services']).map((service) => ({
    host: text(member(service, 'host')),
    name: text(member(service, 'name')),
    namespace: text(member(service, 'namespace')),
  }));
  const other = Object.entries(struct).filter(([key]) => !KNOWN.has(key));
  const istio: Mutable<IstioMetadata> = {};
  if (config !== '') istio.config = config;
  if (subset !== '') istio.subset = subset;
  if (services.length > 0) istio.services = services;
  if (other.length > 0) istio.other = Object.fromEntries(other);
  return istio;
}

/** Splits an envoy.config.core.v3.Metadata into Istio's entry and the names of all others. */
export function readMetadata(raw: unknown): MetadataParts {
  const groups = object(member(raw, 'filter_metadata', 'filterMetadata')) ?? {};
  const typed = Object.keys(object(member(raw, 'typed_filter_metadata', 'typedFilterMetadata')) ?? {});
  const istio = Object.hasOwn(groups, 'istio') ? object(groups['istio']) : undefined;
  const others = [...Object.keys(groups).filter((name) => name !== 'istio'), ...typed].sort();
  return {
    ...(istio === undefined ? {} : { istio: istioOf(istio) }),
    ...(others.length === 0 ? {} : { otherMetadata: others }),
  };
}

const only = (table: number, use: 'value' | 'text', ...names: readonly string[]): KnownKeys<true> =>
  new KnownKeys(
    table,
    '',
    names.map((name) => ({ name, use, meaning: true })),
  );

const METADATA = only(KEY_TABLE.metadata, 'value', ...spellings('filter_metadata'));
const FILTER_METADATA = only(KEY_TABLE.filterMetadata, 'value', 'istio');
const ISTIO = only(KEY_TABLE.istioMetadata, 'text', 'config');

/**
 * `filter_metadata.istio.config` of the value consumed last, when that is all there is of it, as on the routes of istiod;
 * null for anything else.
 */
export function readOnlyConfig(cursor: JsonCursor): IstioMetadata | null {
  const all = cursor.inside.taken();
  for (const keys of [METADATA, FILTER_METADATA]) {
    const members = cursor.inside.members(keys);
    if (members?.count !== 1) {
      cursor.inside.retake(all);
      return null;
    }
    cursor.inside.take(members, 0);
  }
  const members = cursor.inside.members(ISTIO);
  cursor.inside.retake(all);
  const config = members?.count === 1 ? members.text(0) : null;
  return config === null || config === '' ? null : { config };
}
