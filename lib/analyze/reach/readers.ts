/** Matches read as conditions: once for all route configurations whose requests have the same in common. */
import type { MatchingIndex } from '../../matching/index.ts';
import { ConditionReader } from '../../matching/index.ts';
import type { RouteConfiguration, VirtualHost } from '../../model/index.ts';
import type { Doorway } from './doorway.ts';
import { asksForHost, authorityPattern, likelyHosts } from './hosts.ts';

/** A reader with more is given up for a new one: of a dump of a million routes not all conditions can be kept. */
const MOST_CONDITIONS = 30_000;

export class Readers {
  readonly #index: MatchingIndex;
  readonly #known = new Map<string, ConditionReader>();

  constructor(index: MatchingIndex) {
    this.#index = index;
  }

  /** Hosts differ from one virtual host to the next: only where a route asks for them is a reader of its own made. */
  for(config: RouteConfiguration, virtualHost: VirtualHost, { universe, universeKey }: Doorway): ConditionReader {
    const ignorePathParameters = config.ignorePathParameters === true;
    const { profile, regexes } = this.#index;
    const scope = { profile, regexes, ignorePathParameters, universe };
    const key = `${String(ignorePathParameters)} ${universeKey}`;
    let reader = this.#known.get(key);
    if (reader === undefined || reader.size > MOST_CONDITIONS) {
      this.#known.set(key, (reader = new ConditionReader(scope)));
    }
    if (!asksForHost(virtualHost)) return reader;
    const authorities = {
      guesses: likelyHosts(virtualHost, config),
      pattern: authorityPattern(virtualHost, config),
    };
    return new ConditionReader({ ...scope, universe: { ...universe, authorities } }, reader);
  }
}
