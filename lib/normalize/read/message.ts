/**
 * One protobuf message, read field by field in either spelling. Envoy's admin port writes snake_case, istioctl lowerCamel;
 * protobuf JSON readers accept both, even mixed, and so do we. A table per message says which fields are known; all others
 * are counted. Map keys (filter names, metadata, header names) never pass through here, so they are never renamed.
 */
import type { Unsupported } from '../../model/index.ts';
import { lowerCamel } from './lower-camel.ts';
import type { Reading } from './reading.ts';
import { unsupported } from './unsupported.ts';

export type FieldReader<Draft> = (draft: Draft, value: unknown, reading: Reading) => void;
export type MessageReader<Draft> = (draft: Draft, raw: unknown, reading: Reading) => Draft;

/** A field that is known and has no bearing on any answer. */
export const ignored = (): void => undefined;

/**
 * A reader from a table of snake_case field names. `null` is protobuf JSON's way to say "default" and is passed over.
 * `onUnknown` lets a message in which every field can change a verdict keep those of a newer Envoy as `unsupported`.
 */
export function message<Draft>(
  name: string,
  fields: Readonly<Record<string, FieldReader<Draft>>>,
  onUnknown?: (draft: Draft, unsupported: Unsupported) => void,
): MessageReader<Draft> {
  // Made when the first message is read: no run meets all kinds.
  let byKey: ReadonlyMap<string, FieldReader<Draft>> | null = null;
  return (draft, raw, reading) => {
    if (typeof raw !== 'object' || raw === null) return draft;
    const object = raw as Readonly<Record<string, unknown>>;
    byKey ??= bySpelling(fields);
    for (const key in object) {
      const value = object[key];
      if (value === null) continue;
      const reader = byKey.get(key);
      if (reader !== undefined) reader(draft, value, reading);
      else {
        reading.unknownField(name, key);
        onUnknown?.(draft, unsupported(key, value));
      }
    }
    return draft;
  };
}

function bySpelling<Draft>(
  fields: Readonly<Record<string, FieldReader<Draft>>>,
): ReadonlyMap<string, FieldReader<Draft>> {
  const readers = new Map<string, FieldReader<Draft>>([['@type', ignored]]);
  for (const [snake, reader] of Object.entries(fields)) {
    readers.set(snake, reader);
    readers.set(lowerCamel(snake), reader);
  }
  return readers;
}
