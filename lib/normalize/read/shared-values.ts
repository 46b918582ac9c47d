/**
 * istiod repeats itself: one VirtualService on ten hosts and two servers is twenty times the same routes. What has the same
 * bytes is read once and shared, which saves most of the time and memory of a large dump.
 */
import { Repeats } from '../../base/json/index.ts';

export class SharedValues {
  readonly #byField = new Map<string, Repeats<object>>();

  /** The repeats of one field: the same bytes mean different things under different fields. */
  of(field: string): Repeats<object> {
    let repeats = this.#byField.get(field);
    if (repeats === undefined) this.#byField.set(field, (repeats = new Repeats()));
    return repeats;
  }
}
