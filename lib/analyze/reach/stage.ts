/** One virtual host with everything that its routes are judged by: doors, hosts, and Envoy's own first match. */
import type { Condition, Judgment, MatchGap, MatchingIndex, Model, RouteTable } from '../../matching/index.ts';
import type { AdmittedRequest, ConditionReader } from '../../matching/index.ts';
import type { Route, RouteConfiguration, VirtualHost, WitnessRequest } from '../../model/index.ts';
import { admitted } from './admitted.ts';
import type { Entrance } from './entrances.ts';
import type { Defaults } from './witness.ts';
import { witnessOf } from './witness.ts';

/** A request as it was replayed, and the position of the route that it got; null: cannot be told. */
interface Replay {
  readonly witness: WitnessRequest;
  readonly request: AdmittedRequest;
  readonly taker: number;
  readonly gaps: readonly MatchGap[];
}

export class Stage {
  readonly routes: readonly Route[];
  readonly entrances: readonly Entrance[];
  readonly #reader: ConditionReader;
  readonly #index: MatchingIndex;
  readonly #table: RouteTable;
  readonly #host: VirtualHost;
  #positions: ReadonlyMap<Route, number> | undefined;
  #asks: ReadonlySet<string> | undefined;
  #last: { readonly model: Model; readonly position: number; readonly replay: Replay | null } | undefined;

  constructor(
    index: MatchingIndex,
    config: RouteConfiguration,
    host: VirtualHost,
    entrances: readonly Entrance[],
    reader: ConditionReader,
  ) {
    this.routes = host.routes;
    this.#reader = reader;
    this.#index = index;
    this.#table = index.tableOf(config);
    this.#host = host;
    this.entrances = entrances;
  }

  /** False: no Host is known that leads here. */
  get isOpen(): boolean {
    return this.entrances.length > 0;
  }

  conditionsOf(position: number): readonly Condition[] {
    const route = this.routes[position];
    return route === undefined ? [] : this.#reader.conditions(route.match);
  }

  judge(model: Model, position: number): Judgment {
    const replay = this.#replay(model, position);
    if (replay === null || replay.taker > position) return { kind: 'refused' };
    if (replay.taker < position) return { kind: 'taken', by: replay.taker };
    const [gap] = replay.gaps;
    return { kind: 'free', field: gap === undefined ? null : fieldOf(gap) };
  }

  /** The request of a model that route `position` certainly fits and `taker` certainly takes; null when it is not sure. */
  witness(model: Model, position: number, taker: number): WitnessRequest | null {
    const replay = this.#replay(model, position);
    const route = this.routes[position];
    if (replay === null || route === undefined || replay.taker !== taker) return null;
    if (replay.gaps.length > 0 && !this.#onlyLostRoutes(replay.gaps)) return null;
    return this.#table.verdict(route, replay.request).kind === 'matched' ? replay.witness : null;
  }

  /** Routes that could not be read may take a request before the known ones do. */
  #onlyLostRoutes(gaps: readonly MatchGap[]): boolean {
    return this.#host.incomplete === true && gaps.every((gap) => gap.kind === 'absent' && gap.resource === 'routes');
  }

  /** What was judged free is asked for as a witness next. */
  #replay(model: Model, position: number): Replay | null {
    if (this.#last?.model === model && this.#last.position === position) return this.#last.replay;
    const replay = this.#replayed(model, position);
    this.#last = { model, position, replay };
    return replay;
  }

  #replayed(model: Model, position: number): Replay | null {
    for (const { door, authority } of this.entrances) {
      const witness = witnessOf(model, door, this.#defaults(authority, position));
      const request = witness === null ? null : admitted(this.#index, this.#table.config, witness, door);
      if (witness === null || request === null) continue;
      const choice = this.#table.choose(request);
      if (choice.virtualHost !== this.#host) continue;
      if (choice.kind === 'route') return this.#found(witness, request, choice.route, []);
      const [first] = choice.kind === 'indeterminate' ? choice.candidates : [];
      if (choice.kind === 'indeterminate' && first !== undefined) {
        return this.#found(witness, request, first, choice.gaps);
      }
    }
    return null;
  }

  #found(witness: WitnessRequest, request: AdmittedRequest, route: Route, gaps: readonly MatchGap[]): Replay {
    this.#positions ??= new Map(this.routes.map((one, position) => [one, position]));
    return { witness, request, taker: this.#positions.get(route) ?? Number.POSITIVE_INFINITY, gaps };
  }

  #defaults(authority: string, position: number): Defaults {
    this.#asks ??= new Set(
      this.routes.flatMap(({ match }) => this.#reader.conditions(match).map(({ fact }) => fact.key)),
    );
    return {
      authority,
      random: this.#asks.has('random'),
      certificate: this.#asks.has('certificate'),
      connect: this.routes[position]?.match.path.kind === 'connect',
      https: this.#host.requireTls !== 'NONE',
    };
  }
}

/** What keeps a condition open, in the dump's words. */
function fieldOf(gap: MatchGap): string {
  switch (gap.kind) {
    case 'unsupported':
    case 'redacted':
      return gap.field;
    case 'regex':
      return 'safe_regex';
    case 'dynamicMetadata':
      return 'dynamic_metadata';
    case 'filterState':
      return 'filter_state';
    case 'fraction':
      return 'runtime_fraction';
    case 'headerValue':
      return 'headers';
    case 'requestFact':
      return gap.fact === 'clientCertificate' ? 'tls_context' : 'headers';
    case 'damaged':
      return 'damaged input';
    case 'absent':
    case 'several':
      return gap.resource;
  }
}
