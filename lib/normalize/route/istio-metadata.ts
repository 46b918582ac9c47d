/** metadata.filter_metadata: a map of Structs. Struct keys are the author's own spelling and are never folded. */
import type { IstioMetadata } from '../../model/index.ts';
import { list, member, object, text } from '../read/index.ts';

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
  return {
    ...(config === '' ? {} : { config }),
    ...(subset === '' ? {} : { subset }),
    ...(services.length === 0 ? {} : { services }),
    ...(other.length === 0 ? {} : { other: Object.fromEntries(other) }),
  };
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
