/** Runtime layers of a bootstrap: the keys that change how Envoy matches (reference/envoy-semantics.md 0). */
import { ignored, list, member, message, object } from '../read/index.ts';
import type { Reading } from '../read/index.ts';

type Values = Map<string, unknown>;

/** Envoy's own layers are flat; a Struct may nest, and input is not trusted to do so sensibly. */
const MAX_DEPTH = 16;

/** A struct with either is a FractionalPercent, one value; an empty one too (ProtoLayer::walkProtoValue). */
function isValue(struct: Readonly<Record<string, unknown>>): boolean {
  return Object.hasOwn(struct, 'numerator') || Object.hasOwn(struct, 'denominator') || Object.keys(struct).length === 0;
}

function walk(values: Values, key: string, value: unknown, depth: number): void {
  const struct = object(value);
  if (struct === undefined || isValue(struct) || depth === MAX_DEPTH) values.set(key, value);
  else for (const [name, inner] of Object.entries(struct)) walk(values, `${key}.${name}`, inner, depth + 1);
}

/** Adds a layer: `{"a": {"b": 1}}` and `{"a.b": 1}` are the same. */
function addLayer(values: Values, layer: unknown): void {
  for (const [name, value] of Object.entries(object(layer) ?? {})) walk(values, name, value, 0);
}

const LAYER = message<Values>('envoy.config.bootstrap.v3.RuntimeLayer', {
  static_layer: addLayer,
  name: ignored,
  disk_layer: ignored,
  admin_layer: ignored,
  rtds_layer: ignored,
});

const LAYERED_RUNTIME = message<Values>('envoy.config.bootstrap.v3.LayeredRuntime', {
  layers: (values, value, reading) => {
    for (const layer of list(value)) LAYER(values, layer, reading);
  },
});

/** Static layers of layered_runtime, later ones win. */
export function readLayeredRuntime(values: Values, raw: unknown, reading: Reading): void {
  LAYERED_RUNTIME(values, raw, reading);
}

/** v2 `runtime.base`, the lowest layer. */
export function readOldRuntime(values: Values, raw: unknown): void {
  addLayer(values, member(raw, 'base'));
}
