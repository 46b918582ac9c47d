/** Takes a value from the document and checks it against its input schema. */
import type { JsonCursor, Members } from '../../base/json/index.ts';
import { misfitOf } from '../../validate/index.ts';
import type { Checked } from '../../validate/index.ts';
import type { Reading } from './reading.ts';

export function check(element: Checked, value: unknown, byte: number, reading: Reading): void {
  const misfit = misfitOf(element, value);
  if (misfit !== null) reading.misfit({ ...misfit, element, byte });
}

/** One member of an element that is read member by member, as an object of its own; `value` was consumed last. */
export function checkedMember(
  cursor: JsonCursor,
  key: string,
  value: unknown,
  element: Checked,
  reading: Reading,
): unknown {
  const member = { [key]: value };
  check(element, member, cursor.last.start, reading);
  return member;
}

/** The value at the cursor; a field of the wrong type is noted, and the readers will take it as absent. */
export function checkedValue(cursor: JsonCursor, element: Checked, reading: Reading): unknown {
  const value = cursor.value();
  check(element, value, cursor.last.start, reading);
  return value;
}

/** What is made of one member of an element: from its value where it stands, or null; then from the parsed value. */
export interface BuildMember<Built extends object> {
  readonly inside: (key: string, cursor: JsonCursor, reading: Reading) => Built | null;
  readonly parsed: (raw: unknown, reading: Reading) => Built;
}

/**
 * `build` applied to one member of an element, or what it gave for the same bytes before. Only what was read without a
 * remark is shared: remarks are counted once for each time that they occur.
 */
export function sharedMember<Built extends object>(
  cursor: JsonCursor,
  key: string,
  element: Checked,
  reading: Reading,
  build: BuildMember<Built>,
): Built {
  cursor.skip();
  const repeat = cursor.lastRepeat(reading.shared.fieldOf(key));
  const known = reading.shared.get(cursor, repeat);
  return known === undefined ? fresh(cursor, repeat, key, element, reading, build) : (known as Built);
}

/** The same for member number `at` of an object that `JsonCursor.objects` walked; its key is what it means. */
export function walkedMember<Built extends object>(
  cursor: JsonCursor,
  members: Members<string>,
  at: number,
  element: Checked,
  reading: Reading,
  build: BuildMember<Built>,
): Built {
  const repeat = members.repeat(at);
  const known = reading.shared.get(cursor, repeat);
  if (known !== undefined) return known as Built;
  const key = members.meaning(at) ?? '';
  cursor.take(members, at, key);
  return fresh(cursor, repeat, key, element, reading, build);
}

function fresh<Built extends object>(
  cursor: JsonCursor,
  repeat: number,
  key: string,
  element: Checked,
  reading: Reading,
  build: BuildMember<Built>,
): Built {
  return keptUnlessRemarked(cursor, repeat, reading, () => {
    const built = build.inside(key, cursor, reading);
    if (built !== null) return built;
    const raw = { [key]: cursor.lastValue() };
    check(element, raw, cursor.last.start, reading);
    return build.parsed(raw, reading);
  });
}

/** What is made of a value is shared for its repeats, when nothing was remarked on the way. */
export function keptUnlessRemarked<Built extends object>(
  cursor: JsonCursor,
  repeat: number,
  reading: Reading,
  make: () => Built,
): Built {
  const before = reading.notes + cursor.remarks;
  const built = make();
  if (reading.notes + cursor.remarks === before) reading.shared.keep(repeat, built);
  return built;
}
