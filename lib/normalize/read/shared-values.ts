/**
 * istiod repeats itself: one VirtualService on ten hosts and two servers is twenty times the same routes. What has the same
 * bytes is read once and shared, which saves most of the time and memory of a large dump.
 */
import type { JsonCursor } from '../../base/json/index.ts';

/** Fields of their own, apart from the members that are walked in one go (base/json/known-keys). */
const FIRST_FIELD = 1000;

export class SharedValues {
  #kept: (object | undefined)[] = [];
  #generation = -1;
  readonly #fields = new Map<string, number>();

  /** The number of a field: the same bytes mean different things under different fields. */
  fieldOf(key: string): number {
    let field = this.#fields.get(key);
    if (field === undefined) this.#fields.set(key, (field = FIRST_FIELD + this.#fields.size));
    return field;
  }

  /** What was kept for a repeat of this number; nothing for -1, which is none. */
  get({ generation }: JsonCursor, repeat: number): object | undefined {
    if (repeat === -1) return undefined;
    if (generation !== this.#generation) {
      this.#generation = generation;
      this.#kept = [];
    }
    return this.#kept[repeat];
  }

  keep(repeat: number, value: object): void {
    if (repeat !== -1) this.#kept[repeat] = value;
  }
}
