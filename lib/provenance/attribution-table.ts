import type { Attribution, Attributions, EntityId } from '../model/index.ts';

/** The side table while it is filled: an array, for ids are numbers without holes. */
export class AttributionTable implements Attributions {
  readonly #entries: (Attribution | undefined)[] = [];

  set(id: EntityId, attribution: Attribution): void {
    const entries = this.#entries;
    // What stands before it gets its claim later (a virtual host after its routes); an array with gaps would be slow.
    while (entries.length < id) entries.push(undefined);
    entries[id] = attribution;
  }

  get(id: EntityId): Attribution | undefined {
    return this.#entries[id];
  }

  *values(): Iterable<Attribution> {
    for (const entry of this.#entries) if (entry !== undefined) yield entry;
  }

  *[Symbol.iterator](): Iterator<readonly [EntityId, Attribution]> {
    for (const [id, entry] of this.#entries.entries()) if (entry !== undefined) yield [id as EntityId, entry];
  }
}
