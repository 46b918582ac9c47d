/** Numbers for texts: equal texts have the same. They are kept: see `inOnePiece`. */
export class TextNumbers {
  readonly #known = new Map<string, number>();

  of(text: string): number {
    let number = this.#known.get(text);
    if (number === undefined) this.#known.set(text, (number = this.#known.size));
    return number;
  }
}

/** Numbers for values, equal where their texts are. A value is worded once. */
export class Numbers<Value extends object> {
  readonly #textOf: (value: Value) => string;
  readonly #values = new Map<Value, number>();
  readonly #texts = new TextNumbers();

  constructor(textOf: (value: Value) => string) {
    this.#textOf = textOf;
  }

  of(value: Value): number {
    let number = this.#values.get(value);
    if (number === undefined) this.#values.set(value, (number = this.#texts.of(this.#textOf(value))));
    return number;
  }
}
