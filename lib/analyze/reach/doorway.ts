/** What all virtual hosts of a route configuration have in common for the analysis. */
import { canonical } from '../../base/index.ts';
import type { MatchingIndex, Universe } from '../../matching/index.ts';
import type { RouteConfiguration } from '../../model/index.ts';
import type { Door } from './doors.ts';
import { assumedDoors, doorsByConfig, triedDoors, universeOf } from './doors.ts';
import { Entrances } from './entrances.ts';

export interface Doorway {
  readonly entrances: Entrances;
  readonly universe: Universe;
  /** The same as text, equal where it is equal. */
  readonly universeKey: string;
}

export class Doorways {
  readonly #index: MatchingIndex;
  readonly #doors: ReadonlyMap<RouteConfiguration, readonly Door[]>;
  readonly #known = new Map<RouteConfiguration, Doorway>();
  readonly #assumed: readonly Door[] = assumedDoors();

  constructor(index: MatchingIndex) {
    this.#index = index;
    this.#doors = doorsByConfig(index);
  }

  of(config: RouteConfiguration): Doorway {
    let doorway = this.#known.get(config);
    if (doorway === undefined) {
      doorway = this.#make(config, this.#doors.get(config) ?? this.#assumed);
      this.#known.set(config, doorway);
    }
    return doorway;
  }

  #make(config: RouteConfiguration, doors: readonly Door[]): Doorway {
    const universe = universeOf(doors, this.#isComplete(doors));
    const entrances = new Entrances(this.#index, config, triedDoors(doors));
    return { entrances, universe, universeKey: canonical(universe) };
  }

  /** True when the input shows every connection manager there is. */
  #isComplete(doors: readonly Door[]): boolean {
    const { snapshot } = this.#index;
    return snapshot.sections.has('listeners') && !snapshot.partial && doors.every(({ listener }) => listener !== null);
  }
}
