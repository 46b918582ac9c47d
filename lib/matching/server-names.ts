/** Server names of a filter chain, or of many: which names do they take? */

/** `*.example.com` stands for one or more labels; names are compared as they are written. */
export class ServerNames {
  readonly #names: readonly string[];
  #whole: ReadonlySet<string> | undefined;
  #tails: ReadonlySet<string> | undefined;

  constructor(names: readonly string[]) {
    this.#names = names;
  }

  /** Without a look at each of them: a server of a Gateway may have thousands of hosts. */
  cover(name: string): boolean {
    if (this.#names.length === 0) return false;
    this.#whole ??= new Set(this.#names);
    if (this.#whole.has(name)) return true;
    this.#tails ??= new Set(this.#names.flatMap((one) => (one.startsWith('*.') ? [one.slice(1)] : [])));
    if (this.#tails.size === 0) return false;
    for (let dot = name.indexOf('.', 1); dot > 0; dot = name.indexOf('.', dot + 1)) {
      if (this.#tails.has(name.slice(dot))) return true;
    }
    return false;
  }
}
