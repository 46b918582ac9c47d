/** google.protobuf.Any as JSON: `@type` beside the fields, or a TypedStruct that wraps a message by its name. */
import { member, text } from '../read/index.ts';

/** `type` is the full message name, e.g. `envoy.extensions.filters.http.rbac.v3.RBAC`; null when the dump has none. */
export interface Extension {
  readonly type: string | null;
  readonly value: unknown;
}

/** Both carry {type_url, value}; inside `value` the author's spelling is free (reference/envoy-semantics.md 11). */
const TYPED_STRUCTS = new Set(['xds.type.v3.TypedStruct', 'udpa.type.v1.TypedStruct']);

/** Messages without a type of their own, which Envoy before 1.14 took by the extension's name. */
const UNTYPED = new Set(['google.protobuf.Struct', 'google.protobuf.Empty']);

/** `type.googleapis.com/a.b.C` → `a.b.C`. */
function messageName(url: unknown): string | null {
  const name = text(url);
  return name === '' ? null : name.slice(name.lastIndexOf('/') + 1);
}

/** The message inside an Any. What has no `@type` (a v2 `config`) is the message itself, of unknown type. */
export function readExtension(raw: unknown): Extension {
  const type = messageName(member(raw, '@type'));
  if (type === null) return { type, value: raw };
  if (UNTYPED.has(type)) return { type: null, value: member(raw, 'value') };
  if (!TYPED_STRUCTS.has(type)) return { type, value: raw };
  return { type: messageName(member(raw, 'type_url', 'typeUrl')), value: member(raw, 'value') };
}

/** True when `type` ends in this message name in any package, so in API v2 and v3 alike. */
export function isMessage({ type }: Extension, name: string): boolean {
  return type !== null && (type === name || type.endsWith(`.${name}`));
}
