/** What rules look at: a snapshot with its side table, and indexes that are built on first use. */
import type {
  FilterChain,
  Listener,
  Route,
  RouteConfiguration,
  Snapshot,
  Source,
  VirtualHost,
} from '../../model/index.ts';
import { MatchingIndex } from '../../matching/index.ts';
import type { Comparison, Provenance } from '../../provenance/index.ts';
import { endpointIndex, viewOf } from '../rows/index.ts';
import type { EndpointIndex, View } from '../rows/index.ts';
import { Reachability } from '../reach/index.ts';
import { Outcomes } from './look/outcomes.ts';
import { RivalSearch } from './look/rivalries.ts';
import { Prober } from './probe/prober.ts';

/** A route with where it stands. */
export interface PlacedRoute {
  readonly config: RouteConfiguration;
  readonly host: VirtualHost;
  readonly route: Route;
  readonly source: Source;
}

export interface PlacedHost {
  readonly config: RouteConfiguration;
  readonly host: VirtualHost;
}

export interface PlacedChain {
  readonly listener: Listener;
  readonly chain: FilterChain;
}

export class LintContext {
  readonly snapshot: Snapshot;
  readonly view: View;
  /** The replay held against the dump; null without resources. */
  readonly comparison: Comparison | null;
  readonly outcomes: Outcomes = new Outcomes();
  #index: MatchingIndex | null = null;
  #prober: Prober | null = null;
  #reach: Reachability | null = null;
  #rivals: RivalSearch | null = null;
  #endpoints: EndpointIndex | null = null;
  #hosts: readonly PlacedHost[] | null = null;
  #routes: readonly PlacedRoute[] | null = null;
  #chains: readonly PlacedChain[] | null = null;

  constructor(snapshot: Snapshot, provenance: Provenance) {
    this.snapshot = snapshot;
    this.view = viewOf(snapshot, provenance);
    this.comparison = provenance.given.kind === 'compared' ? provenance.given.comparison : null;
  }

  get index(): MatchingIndex {
    return (this.#index ??= new MatchingIndex(this.snapshot));
  }

  get prober(): Prober {
    return (this.#prober ??= new Prober(this.index));
  }

  get reach(): Reachability {
    return (this.#reach ??= new Reachability(this.index));
  }

  get rivals(): RivalSearch {
    return (this.#rivals ??= new RivalSearch(this));
  }

  get endpoints(): EndpointIndex {
    return (this.#endpoints ??= endpointIndex(this.snapshot));
  }

  /** Virtual hosts of the configurations that people make: not those of the readiness and statistics ports. */
  get hosts(): readonly PlacedHost[] {
    return (this.#hosts ??= this.snapshot.routeConfigs.flatMap((config) =>
      this.isOwn(config) ? [] : config.virtualHosts.map((host) => ({ config, host })),
    ));
  }

  /** Their routes, those left out that Istio makes by itself. */
  get routes(): readonly PlacedRoute[] {
    return (this.#routes ??= this.#placedRoutes());
  }

  /** Chains of the listeners that people make. */
  get chains(): readonly PlacedChain[] {
    return (this.#chains ??= this.snapshot.listeners
      .filter((listener) => !isOwnPort(listener.port))
      .flatMap((listener) => listener.filterChains.map((chain) => ({ listener, chain }))));
  }

  #placedRoutes(): readonly PlacedRoute[] {
    // No list for each virtual host and route: of a large dump they take as long to clean up as all else here.
    const placed: PlacedRoute[] = [];
    for (const { config, host } of this.hosts) {
      for (const route of host.routes) {
        const source = this.view.sourceOf(route.id);
        if (source.status !== 'synthetic') placed.push({ config, host, route, source });
      }
    }
    return placed;
  }

  /** The proxy's own: nobody wrote it, and nothing is wrong with it. */
  isOwn(config: RouteConfiguration): boolean {
    if (config.via === 'static') return true;
    if (config.via !== 'inline' && config.inlineIn === undefined) return false;
    const { ports } = this.view.useOf(config.id);
    return ports.length > 0 ? ports.every(isOwnPort) : this.view.sourceOf(config.id).status === 'synthetic';
  }
}

/** Readiness 15021 (15020 before Istio 1.6), statistics 15090, and the agent's own. */
export function isOwnPort(port: number | null): boolean {
  return port === 15021 || port === 15090 || port === 15020;
}

export function routeSelector({ config, host, route }: Pick<PlacedRoute, 'config' | 'host' | 'route'>): string {
  return `${config.label}/${host.name}/${String(route.index)}`;
}

export function hostSelector({ config, host }: PlacedHost): string {
  return `${config.label}/${host.name}`;
}

export function chainSelector({ listener, chain }: PlacedChain): string {
  return `${listener.label}#${String(chain.index)}`;
}
