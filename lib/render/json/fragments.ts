import { isPlainJson } from '../../base/index.ts';
import { jsonText } from '../escape/index.ts';

/** How many objects are remembered with their text, and how much text, before it all begins anew. */
const REMEMBERED = 1 << 13;
const REMEMBERED_TEXT = 1 << 22;

/**
 * Finished JSON of values that stand in many rows: Istio repeats matches, actions and makers from route to route, and equal
 * ones are the same object. `spell` gives undefined for what JSON leaves out.
 */
export class Fragments {
  readonly #spell: (value: unknown) => string | undefined;
  readonly #known = new Map<object, string>();
  readonly #keys = new Map<string, string>();
  #size = 0;

  constructor(spell: (value: unknown) => string | undefined) {
    this.#spell = spell;
  }

  /** A row's key in quotes: rows of one kind have the same few. */
  key(name: string): string {
    let text = this.#keys.get(name);
    if (text === undefined) this.#keys.set(name, (text = JSON.stringify(name)));
    return text;
  }

  of(value: unknown): string | undefined {
    if (typeof value === 'string' && isPlainJson(value)) return `"${value}"`;
    if (typeof value !== 'object' || value === null) return this.#spelled(value);
    const known = this.#known.get(value);
    if (known !== undefined) return known;
    const text = this.#spelled(value);
    if (text !== undefined) this.#remember(value, text);
    return text;
  }

  #spelled(value: unknown): string | undefined {
    const text = this.#spell(value);
    return text === undefined ? undefined : jsonText(text);
  }

  #remember(value: object, text: string): void {
    this.#size += text.length;
    if (this.#known.size >= REMEMBERED || this.#size > REMEMBERED_TEXT) {
      this.#known.clear();
      this.#size = text.length;
    }
    this.#known.set(value, text);
  }
}
