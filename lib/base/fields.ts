/**
 * Fields of one object added to another. V8 11 gives an object that others are spread into a shape of its own, which takes
 * more memory than the object and makes all who read it slow; objects that get equal fields one by one share theirs.
 * For objects whose names are ours: an input's may be `__proto__`.
 */

/** Adds to `into` itself, in the order of `more`. */
export function addFields<Into extends object, More extends object>(into: Into, more: More): Into & More {
  const all = into as Record<string, unknown>;
  for (const key in more) all[key] = more[key];
  return into as Into & More;
}

/** A copy without some fields. */
export function without<Value extends object, Key extends keyof Value & string>(
  value: Value,
  ...keys: readonly Key[]
): Omit<Value, Key> {
  const copy: Record<string, unknown> = {};
  for (const key in value) if (!(keys as readonly string[]).includes(key)) copy[key] = value[key];
  return copy as Omit<Value, Key>;
}
