/** A range of Istio minors that narrows as signs come in. */

/** One sign and the minor it proves a limit of: `1.<minor>`. */
export interface Signal {
  readonly minor: number;
  readonly detail: string;
}

export interface VersionBounds {
  readonly least: Signal | null;
  readonly most: Signal | null;
}

/** Keeps the narrowest sign of either side; equals keep the first seen, so order of the snapshot decides. */
export class BoundsBuilder {
  #least: Signal | null = null;
  #most: Signal | null = null;

  atLeast(minor: number, detail: string): void {
    if (this.#least === null || minor > this.#least.minor) this.#least = { minor, detail };
  }

  atMost(minor: number, detail: string): void {
    if (this.#most === null || minor < this.#most.minor) this.#most = { minor, detail };
  }

  /** True when no sign of a minor up to this one can still narrow the range. */
  isBeyond(minor: number): boolean {
    return this.#least !== null && this.#least.minor >= minor;
  }

  build(): VersionBounds {
    return { least: this.#least, most: this.#most };
  }
}
