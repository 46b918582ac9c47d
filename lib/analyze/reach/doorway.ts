/** What all virtual hosts of a route configuration have in common for the analysis. */
import { canonical } from '../../base/index.ts';
import type { MatchingIndex, Universe } from '../../matching/index.ts';
import type { RouteConfiguration } from '../../model/index.ts';
import type { Door } from './doors.ts';
import { assumedDoors, doorsByConfig, triedDoors, universeOf } from './doors.ts';

export interface Doorway {
  /** Those to try. */
  readonly doors: readonly Door[];
  readonly universe: Universe;
  /** The same as text, equal where it is equal. */
  readonly universeKey: string;
}

export class Doorways {
  readonly #index: MatchingIndex;
  readonly #doors: ReadonlyMap<RouteConfiguration, readonly Door[]>;
  readonly #known = new Map<RouteConfiguration, Doorway>();
  readonly #assumed: Doorway;

  constructor(index: MatchingIndex) {
    this.#index = index;
    this.#doors = doorsByConfig(index);
    this.#assumed = this.#make(assumedDoors());
  }

  of(config: RouteConfiguration): Doorway {
    const doors = this.#doors.get(config);
    if (doors === undefined) return this.#assumed;
    let doorway = this.#known.get(config);
    if (doorway === undefined) this.#known.set(config, (doorway = this.#make(doors)));
    return doorway;
  }

  #make(doors: readonly Door[]): Doorway {
    const universe = universeOf(doors, this.#isComplete(doors));
    return { doors: triedDoors(doors), universe, universeKey: canonical(universe) };
  }

  /** True when the input shows every connection manager there is. */
  #isComplete(doors: readonly Door[]): boolean {
    const { snapshot } = this.#index;
    return snapshot.sections.has('listeners') && !snapshot.partial && doors.every(({ listener }) => listener !== null);
  }
}
