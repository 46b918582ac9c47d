/** The record of a YAML mapping. */

/**
 * Inherits from an empty object without prototype, so that a label named `__proto__` or `constructor` is a label. An
 * object made by `Object.create(null)` would do the same, but V8 keeps each of those as a hash table.
 */
export const PlainRecord: new () => Record<string, unknown> = makeConstructor();

function makeConstructor(): new () => Record<string, unknown> {
  // eslint-disable-next-line @typescript-eslint/no-extraneous-class -- a constructor is all that is wanted
  class Plain {}
  Object.setPrototypeOf(Plain.prototype, null);
  Reflect.deleteProperty(Plain.prototype, 'constructor');
  return Plain as new () => Record<string, unknown>;
}
