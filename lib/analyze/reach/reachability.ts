/** For every route of a virtual host: reached, shadowed, impossible, or not to be told; each with its proof. */
import type { MatchingIndex } from '../../matching/index.ts';
import type { RouteConfiguration, RouteReach, VirtualHost } from '../../model/index.ts';
import type { Doorway } from './doorway.ts';
import { Doorways } from './doorway.ts';
import { Likeness } from './likeness.ts';
import { Readers } from './readers.ts';
import { Stage } from './stage.ts';
import type { Verdict } from './verdict.ts';
import { reachOf, unknown, verdictOf } from './verdict.ts';

/** A route that is not sure to be reached; `position` is that in `VirtualHost.routes`. */
export interface Unreached {
  readonly position: number;
  readonly reach: Exclude<RouteReach, { kind: 'reachable' }>;
}

type Troubles = readonly (readonly [position: number, verdict: Verdict])[];

/** Answers for one snapshot under one profile. */
export class Reachability {
  readonly #index: MatchingIndex;
  readonly #doorways: Doorways;
  readonly #readers: Readers;
  readonly #likeness: Likeness = new Likeness();
  /** What is not reachable, by lists of routes that are alike: far fewer than virtual hosts. */
  readonly #shared = new Map<string, Troubles>();
  readonly #unreached = new Map<VirtualHost, readonly Unreached[]>();

  constructor(index: MatchingIndex) {
    this.#index = index;
    this.#doorways = new Doorways(index);
    this.#readers = new Readers(index);
  }

  /** One answer for each of `virtualHost.routes`, in their order. `virtualHost` is one of `config`. */
  routes(config: RouteConfiguration, virtualHost: VirtualHost): readonly RouteReach[] {
    const doorway = this.#doorways.of(config);
    const stage = this.#stage(config, virtualHost, doorway);
    const all = withoutSearch(virtualHost, doorway, stage);
    if (all !== null) return virtualHost.routes.map(() => all);
    return virtualHost.routes.map((_, position) =>
      reachOf(stage, position, verdictOf(stage, position, virtualHost.incomplete === true)),
    );
  }

  /** Of the same answers those that are not `reachable`; kept, and found once for lists of routes that are alike. */
  unreached(config: RouteConfiguration, virtualHost: VirtualHost): readonly Unreached[] {
    let unreached = this.#unreached.get(virtualHost);
    if (unreached === undefined) {
      unreached = this.#find(config, virtualHost);
      this.#unreached.set(virtualHost, unreached.length === 0 ? NOTHING : unreached);
    }
    return unreached;
  }

  #find(config: RouteConfiguration, virtualHost: VirtualHost): readonly Unreached[] {
    const doorway = this.#doorways.of(config);
    const stage = this.#stage(config, virtualHost, doorway);
    const all = withoutSearch(virtualHost, doorway, stage);
    if (all !== null) return virtualHost.routes.map((_, position) => ({ position, reach: all }));
    const key = this.#likeness.keyOf(config, virtualHost, stage.entrances, doorway.universeKey);
    let troubles = key === null ? undefined : this.#shared.get(key);
    if (troubles === undefined) {
      troubles = troublesOf(stage, virtualHost);
      if (key !== null) this.#shared.set(key, troubles.length === 0 ? NOTHING : troubles);
    }
    return troubles.flatMap(([position, verdict]) => {
      const reach = reachOf(stage, position, verdict);
      return reach.kind === 'reachable' ? [] : [{ position, reach }];
    });
  }

  #stage(config: RouteConfiguration, virtualHost: VirtualHost, doorway: Doorway): Stage {
    return new Stage(
      this.#index,
      config,
      virtualHost,
      doorway.entrances.of(virtualHost),
      this.#readers.for(config, virtualHost, doorway),
    );
  }
}

const NOTHING: readonly never[] = [];

function troublesOf(stage: Stage, { routes, incomplete }: VirtualHost): Troubles {
  const troubles: (readonly [number, Verdict])[] = [];
  for (const position of routes.keys()) {
    const verdict = verdictOf(stage, position, incomplete === true);
    // A free request may still be none that the connection manager surely lets through.
    const reached = verdict.kind === 'reachable' && reachOf(stage, position, verdict).kind === 'reachable';
    if (!reached) troubles.push([position, verdict]);
  }
  return troubles;
}

/** The answer for all routes of a virtual host, where none of them has to be looked at. */
function withoutSearch(
  virtualHost: VirtualHost,
  { universe }: Doorway,
  { isOpen }: Stage,
): Exclude<RouteReach, { kind: 'reachable' }> | null {
  if (virtualHost.matcher !== undefined) return unknown({ kind: 'matcherTree' });
  if (!isOpen) return unknown({ kind: 'virtualHost' });
  return alwaysRedirects(virtualHost, universe) ? { kind: 'impossible', conditions: ['require_tls'] } : null;
}

/** require_tls ALL, and no connection manager in front ever says https: the routes are never looked at. */
function alwaysRedirects({ requireTls }: VirtualHost, { forwardedProtos }: Doorway['universe']): boolean {
  return requireTls === 'ALL' && forwardedProtos !== undefined && !forwardedProtos.includes('https');
}
