/** Many names, exact or with a wildcard in front, held against one: does any of them meet it? As `namesMeet` has it. */
import { bareName } from './server-names.ts';

export class MeetingNames {
  readonly #size: number;
  readonly #exact = new Set<string>();
  readonly #tails = new Set<string>();
  #reversed: readonly string[] | undefined;

  constructor(names: readonly string[]) {
    this.#size = names.length;
    for (const name of names.map(bareName)) {
      if (name.startsWith('*')) this.#tails.add(name.slice(1));
      else this.#exact.add(name);
    }
  }

  meet(name: string): boolean {
    const wanted = bareName(name);
    if (this.#tails.has('') || wanted === '*') return this.#size > 0;
    const isWild = wanted.startsWith('*');
    if (!isWild && this.#exact.has(wanted)) return true;
    const tail = isWild ? wanted.slice(1) : wanted;
    // A wildcard stands for at least one character of a name, and may be the same as another.
    for (let at = isWild ? 0 : 1; at < tail.length; at++) if (this.#tails.has(tail.slice(at))) return true;
    return isWild && this.#hasLonger(tail);
  }

  /** Is there a name that ends in `tail` and has something before it? Turned around, those stand together. */
  #hasLonger(tail: string): boolean {
    this.#reversed ??= [...this.#exact, ...this.#tails].map(reversed).sort();
    const start = reversed(tail);
    let [low, high] = [0, this.#reversed.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#reversed[middle] ?? '') > start) high = middle;
      else low = middle + 1;
    }
    return this.#reversed[low]?.startsWith(start) === true;
  }
}

function reversed(text: string): string {
  return text.split('').reverse().join('');
}
