/**
 * A message inside a shared member, read where it stands: what repeats inside it is read once, its texts are taken as they
 * are, and no JSON is built for the rest. A dump's actions and matches differ by a cluster or a path, hardly by more.
 */
import { KnownKeys } from '../../base/json/index.ts';
import type { JsonCursor, KeyUse, KnownKey } from '../../base/json/index.ts';
import type { Checked } from '../../validate/index.ts';
import { check, keptUnlessRemarked } from './checked-value.ts';
import { spellings } from './lower-camel.ts';
import type { MessageReader } from './message.ts';
import type { Reading } from './reading.ts';

/** Sets a field from its value as it stands in the document; false, and nothing is set, when it is out of the ordinary. */
type ReadInPlace<Draft> = (draft: Draft, cursor: JsonCursor) => boolean;

export interface InsideFields<Draft> {
  /** Table of KnownKeys. */
  readonly table: number;
  /** The element that is checked, and where in it the message stands. */
  readonly element: Checked;
  readonly within: string;
  /** Fields that are text by their schema, and of which nearly every message has another. */
  readonly texts: Readonly<Record<string, (draft: Draft, text: string) => void>>;
  /** Fields of which many messages have the same. */
  readonly repeats: readonly string[];
  /** Other fields; null where they are too rare to be read in place. */
  readonly values: Readonly<Record<string, ReadInPlace<Draft> | null>>;
}

/** A field in one of its spellings. */
interface Field<Draft> {
  readonly key: string;
  readonly text: ((draft: Draft, text: string) => void) | null;
  readonly inPlace: ReadInPlace<Draft> | null;
}

function fieldsOf<Draft>({ texts, repeats, values }: InsideFields<Draft>): readonly KnownKey<Field<Draft>>[] {
  const known = (name: string, use: KeyUse, how: Omit<Field<Draft>, 'key'>): readonly KnownKey<Field<Draft>>[] =>
    spellings(name).map((key) => ({ name: key, use, meaning: { key, ...how } }));
  return [
    ...Object.entries(texts).flatMap(([name, text]) => known(name, 'text', { text, inPlace: null })),
    ...repeats.flatMap((name) => known(name, 'repeat', { text: null, inPlace: null })),
    ...Object.entries(values).flatMap(([name, inPlace]) => known(name, 'value', { text: null, inPlace })),
  ];
}

export class InsideMessage<Draft extends object> {
  readonly #fields: InsideFields<Draft>;
  readonly #read: MessageReader<Draft>;
  readonly #keys: KnownKeys<Field<Draft>>;

  constructor(fields: InsideFields<Draft>, read: MessageReader<Draft>) {
    this.#fields = fields;
    this.#read = read;
    this.#keys = new KnownKeys(fields.table, '', fieldsOf(fields));
  }

  /** Fills `draft` from the value consumed last; false, and nothing has happened, when that is not ordinary. */
  fill(draft: Draft, cursor: JsonCursor, reading: Reading): boolean {
    const byte = cursor.last.start;
    const members = cursor.inside.members(this.#keys);
    if (members === null) return false;
    const misfits = reading.misfits.length;
    for (let at = 0; at < members.count; at++) {
      const repeat = members.repeat(at);
      const known = reading.shared.get(cursor, repeat);
      if (known !== undefined) {
        adopt(draft, known);
        continue;
      }
      const field = members.meaning(at);
      if (field === null) continue;
      const text = field.text === null ? null : members.text(at);
      if (text !== null) {
        field.text?.(draft, text);
        continue;
      }
      cursor.inside.take(members, at);
      if (field.inPlace?.(draft, cursor) === true) continue;
      // One misfit an element is told.
      adopt(draft, this.#part(cursor, repeat, field.key, reading, reading.misfits.length === misfits ? byte : null));
    }
    return true;
  }

  /** What the field consumed last sets. `byte`: where the element begins; null when it is known to be unfit. */
  #part(cursor: JsonCursor, repeat: number, key: string, reading: Reading, byte: number | null): Draft {
    return keptUnlessRemarked(cursor, repeat, reading, () => {
      const raw = { [key]: cursor.lastValue() };
      if (byte !== null) check(this.#fields.element, { [this.#fields.within]: raw }, byte, reading);
      return this.#read({} as Draft, raw, reading);
    });
  }
}

/** A part is shared, and never changed. Fields of a newer Envoy may come from several. */
function adopt(draft: { unsupported?: readonly unknown[] }, part: { readonly unsupported?: readonly unknown[] }): void {
  const before = draft.unsupported;
  // eslint-disable-next-line no-restricted-properties -- a part is a piece of a model: none of its names are the input's
  Object.assign(draft, part);
  if (before !== undefined && part.unsupported !== undefined) draft.unsupported = [...before, ...part.unsupported];
}
