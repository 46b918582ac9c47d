/**
 * Raw messages that are carried along (filter configurations, hash policies) get one spelling too: lowerCamel, as istioctl
 * prints it. Names that come from people must not change, so maps and Structs are known by the field they stand under.
 */
import { lowerCamel } from './lower-camel.ts';

/** Fields that are maps from a name to a message: their keys stay, their values are folded. */
const MAPS = new Set(
  ['policies', 'providers', 'requirement_map', 'typed_per_filter_config', 'filter_state_rules'].flatMap((name) => [
    name,
    lowerCamel(name),
  ]),
);

/** Fields that are Structs or maps to Structs or scalars: nothing below them is folded. */
const VERBATIM = new Set(
  [
    'filter_metadata',
    'typed_filter_metadata',
    'value',
    'struct',
    'struct_value',
    'metadata_match',
    'context_extensions',
  ]
    .concat(['key_values', 'labels', 'environment_variables', 'json_format', 'fields'])
    .flatMap((name) => [name, lowerCamel(name)]),
);

/** A copy with folded keys. Nesting is bounded by the reader's depth limit. */
export function foldKeys(raw: unknown): unknown {
  if (Array.isArray(raw)) return raw.map(foldKeys);
  if (typeof raw !== 'object' || raw === null) return raw;
  return entries(raw, (key, value) => [lowerCamel(key), child(key, value)]);
}

/** A map's own keys stay as they are. */
export function foldMapValues(raw: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  return entries(raw, (key, value) => [key, foldKeys(value)]);
}

function child(key: string, value: unknown): unknown {
  if (VERBATIM.has(key)) return value;
  if (MAPS.has(key) && typeof value === 'object' && value !== null && !Array.isArray(value)) {
    return foldMapValues(value as Readonly<Record<string, unknown>>);
  }
  return foldKeys(value);
}

/** Object.fromEntries defines own properties, so a key `__proto__` stays a key. */
function entries(
  raw: object,
  change: (key: string, value: unknown) => [string, unknown],
): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(raw).map(([key, value]: [string, unknown]) => change(key, value)));
}
