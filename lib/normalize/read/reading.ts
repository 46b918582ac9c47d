import type { Checked, Misfit } from '../../validate/index.ts';
import { SharedValues } from './shared-values.ts';

/** A field of the wrong type, with the element it stands in. */
export interface FoundMisfit extends Misfit {
  readonly element: Checked;
  /** Offset of the element in the document. */
  readonly byte: number;
}

/** What one pass over a document collects beside the entities: fields this version does not know. */
export class Reading {
  readonly #unknown = new Map<string, Map<string, number>>();
  readonly #unknownTypes = new Map<string, number>();
  readonly misfits: FoundMisfit[] = [];
  readonly shared: SharedValues = new SharedValues();
  readonly #first = new Map<string, object>();
  /** Grows with everything noted, so that "nothing was noted meanwhile" can be told. */
  notes = 0;

  /** The first value that was kept under this key, for small values that are read only; `value` itself when there is none. */
  firstOf<Value extends object>(key: string, value: Value, isSame: (a: Value, b: Value) => boolean): Value {
    const known = this.#first.get(key) as Value | undefined;
    if (known === undefined) this.#first.set(key, value);
    return known !== undefined && isSame(known, value) ? known : value;
  }

  /** A field that no reader of `message` knows: carried nowhere, but counted and named. */
  unknownField(message: string, field: string): void {
    this.notes++;
    let fields = this.#unknown.get(message);
    if (fields === undefined) this.#unknown.set(message, (fields = new Map<string, number>()));
    fields.set(field, (fields.get(field) ?? 0) + 1);
  }

  /** An `@type` that no reader knows. */
  unknownType(type: string): void {
    this.notes++;
    this.#unknownTypes.set(type, (this.#unknownTypes.get(type) ?? 0) + 1);
  }

  misfit(misfit: FoundMisfit): void {
    this.notes++;
    this.misfits.push(misfit);
  }

  get unknownFields(): ReadonlyMap<string, ReadonlyMap<string, number>> {
    return this.#unknown;
  }

  get unknownTypes(): ReadonlyMap<string, number> {
    return this.#unknownTypes;
  }
}
