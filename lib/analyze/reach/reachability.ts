/** For every route of a virtual host: reached, shadowed, impossible, or not to be told; each with its proof. */
import type { Condition, Coverage, MatchingIndex, Model } from '../../matching/index.ts';
import { ConditionReader, findCoverage } from '../../matching/index.ts';
import type { ReachDoubt, RouteConfiguration, RouteReach, VirtualHost } from '../../model/index.ts';
import type { Door } from './doors.ts';
import { assumedDoors, doorsByConfig, triedDoors, universeOf } from './doors.ts';
import { fewestTakers } from './fewest-takers.ts';
import { authorityPattern, likelyHosts } from './hosts.ts';
import { Stage } from './stage.ts';

/** Models judged for one route. */
const JUDGE_LIMIT = 600;

/** Answers for one snapshot under one profile; what was answered once is kept. */
export class Reachability {
  readonly #index: MatchingIndex;
  readonly #doors: ReadonlyMap<RouteConfiguration, readonly Door[]>;
  readonly #readers = new Map<RouteConfiguration, ConditionReader>();
  readonly #known = new Map<VirtualHost, readonly RouteReach[]>();

  constructor(index: MatchingIndex) {
    this.#index = index;
    this.#doors = doorsByConfig(index);
  }

  /** One answer for each of `virtualHost.routes`, in their order. `virtualHost` is one of `config`. */
  routes(config: RouteConfiguration, virtualHost: VirtualHost): readonly RouteReach[] {
    let reaches = this.#known.get(virtualHost);
    if (reaches === undefined) {
      reaches = this.#analyze(config, virtualHost);
      this.#known.set(virtualHost, reaches);
    }
    return reaches;
  }

  #analyze(config: RouteConfiguration, virtualHost: VirtualHost): readonly RouteReach[] {
    if (virtualHost.matcher !== undefined) return virtualHost.routes.map(() => unknown({ kind: 'matcherTree' }));
    const doors = this.#doors.get(config) ?? assumedDoors();
    const stage = new Stage(
      this.#index,
      config,
      virtualHost,
      triedDoors(doors),
      this.#readerFor(config, virtualHost, doors),
    );
    if (!stage.isOpen) return virtualHost.routes.map(() => unknown({ kind: 'virtualHost' }));
    if (alwaysRedirects(virtualHost, doors, this.#isComplete(doors))) {
      return virtualHost.routes.map(() => ({ kind: 'impossible', conditions: ['require_tls'] }));
    }
    return virtualHost.routes.map((_, position) => reachOf(stage, position, virtualHost.incomplete === true));
  }

  /** Hosts differ from one virtual host to the next: only where a route asks for them is a reader of its own made. */
  #readerFor(config: RouteConfiguration, virtualHost: VirtualHost, doors: readonly Door[]): ConditionReader {
    if (!virtualHost.routes.some(({ match }) => match.headers?.some(({ name }) => AUTHORITY.test(name)))) {
      let reader = this.#readers.get(config);
      if (reader === undefined) this.#readers.set(config, (reader = this.#newReader(config, doors, null)));
      return reader;
    }
    return this.#newReader(config, doors, virtualHost);
  }

  #newReader(config: RouteConfiguration, doors: readonly Door[], virtualHost: VirtualHost | null): ConditionReader {
    const universe = universeOf(doors, this.#isComplete(doors));
    const authorities =
      virtualHost === null
        ? {}
        : {
            authorities: {
              guesses: likelyHosts(virtualHost, config),
              pattern: authorityPattern(virtualHost, config),
            },
          };
    return new ConditionReader({
      profile: this.#index.profile,
      regexes: this.#index.regexes,
      ignorePathParameters: config.ignorePathParameters === true,
      universe: { ...universe, ...authorities },
    });
  }

  /** True when the input shows every connection manager there is. */
  #isComplete(doors: readonly Door[]): boolean {
    const { snapshot } = this.#index;
    return snapshot.sections.has('listeners') && !snapshot.partial && doors.every(({ listener }) => listener !== null);
  }
}

const AUTHORITY = /^(?::authority|host)$/i;

function unknown(reason: ReachDoubt): RouteReach {
  return { kind: 'unknown', reason };
}

/** require_tls ALL, and no connection manager in front ever says https: the routes are never looked at. */
function alwaysRedirects({ requireTls }: VirtualHost, doors: readonly Door[], complete: boolean): boolean {
  const protos = universeOf(doors, complete).forwardedProtos;
  return requireTls === 'ALL' && protos !== undefined && !protos.includes('https');
}

function reachOf(stage: Stage, position: number, incomplete: boolean): RouteReach {
  const match = stage.conditionsOf(position);
  const conditionsOf = (index: number): readonly Condition[] => stage.conditionsOf(index);
  const judge = (model: Model): ReturnType<Stage['judge']> => stage.judge(model, position);
  const coverage = findCoverage({ match, conditionsOf, judge, limit: JUDGE_LIMIT });
  switch (coverage.kind) {
    case 'free': {
      const witness = stage.witness(coverage.model, position, position);
      return witness === null ? unknown({ kind: 'admission' }) : { kind: 'reachable', witness };
    }
    case 'covered':
      return shadowed(stage, position, coverage);
    case 'impossible':
      return { kind: 'impossible', conditions: [...new Set(coverage.conditions.map(({ label }) => label))] };
    case 'doubt':
      return unknown(lostOr(coverage.doubt, incomplete));
  }
}

/** Of a virtual host with lost routes nothing is sure to be reached. */
function lostOr(doubt: ReachDoubt, incomplete: boolean): ReachDoubt {
  return incomplete && doubt.kind === 'condition' && doubt.field === 'routes' ? { kind: 'lostRoutes' } : doubt;
}

function shadowed(stage: Stage, position: number, { takers }: Extract<Coverage, { kind: 'covered' }>): RouteReach {
  const match = stage.conditionsOf(position);
  const by = fewestTakers({ match, conditionsOf: (index) => stage.conditionsOf(index) }, [...takers.keys()]);
  for (const [taker, model] of takers) {
    if (!by.includes(taker)) continue;
    const witness = stage.witness(model, position, taker);
    if (witness !== null) return { kind: 'shadowed', by, witness, takenBy: taker };
  }
  const open = match.find((condition) => condition.kind === 'open');
  return unknown(open?.kind === 'open' ? { kind: 'condition', field: open.field } : { kind: 'admission' });
}
