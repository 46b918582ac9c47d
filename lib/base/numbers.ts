/** Numbers for values, equal where their texts are. A value is worded once, and of equal texts one is kept: see `inOnePiece`. */
export class Numbers<Value extends object> {
  readonly #textOf: (value: Value) => string;
  readonly #values = new Map<Value, number>();
  readonly #texts = new Map<string, number>();

  constructor(textOf: (value: Value) => string) {
    this.#textOf = textOf;
  }

  of(value: Value): number {
    let number = this.#values.get(value);
    if (number === undefined) this.#values.set(value, (number = this.#ofText(this.#textOf(value))));
    return number;
  }

  #ofText(text: string): number {
    let number = this.#texts.get(text);
    if (number === undefined) this.#texts.set(text, (number = this.#texts.size));
    return number;
  }
}
