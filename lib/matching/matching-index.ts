/** A snapshot made ready for many requests: every part is built on first use and kept. */
import type {
  Cluster,
  EntityId,
  FilterChain,
  HttpConnectionManager,
  Listener,
  RouteConfiguration,
  Snapshot,
} from '../model/index.ts';
import { FilterChainIndex } from './filter-chain-index.ts';
import { damageOf, isWhole } from './completeness.ts';
import { ListenerIndex } from './listener-choice.ts';
import type { ListenerConfigs } from './listener-choice.ts';
import type { MatchGap } from './match-gap.ts';
import { RegexCache } from './regex.ts';
import { RouteMatchers } from './route-matchers.ts';
import { RouteTable } from './route-table.ts';
import type { SemanticsProfile } from './semantics-profile.ts';
import { profileOf } from './semantics-profile.ts';

/**
 * Where an HCM's routes come from: a table, nothing (Envoy then answers 404 to everything), or a gap.
 */
export type RouteTableChoice =
  | { readonly kind: 'table'; readonly table: RouteTable }
  | { readonly kind: 'empty'; readonly name: string }
  | { readonly kind: 'indeterminate'; readonly gap: MatchGap };

export class MatchingIndex {
  readonly snapshot: Snapshot;
  readonly profile: SemanticsProfile;
  readonly regexes: RegexCache;
  readonly listeners: ListenerIndex;
  readonly #configsById: ReadonlyMap<EntityId, RouteConfiguration>;
  readonly #configsByName: ReadonlyMap<string, readonly RouteConfiguration[]>;
  readonly #clusters: ReadonlyMap<string, Cluster>;
  readonly #allClusters: boolean;
  readonly #allRoutes: boolean;
  readonly #matchers: RouteMatchers;
  readonly #tables = new Map<RouteConfiguration, RouteTable>();
  readonly #chains = new Map<Listener, FilterChainIndex>();

  constructor(snapshot: Snapshot, profile: SemanticsProfile = profileOf(snapshot.proxy)) {
    this.snapshot = snapshot;
    this.profile = profile;
    this.regexes = new RegexCache(profile.flags.re2_use_latin1_mode ? 'latin1' : 'utf8');
    this.#matchers = new RouteMatchers(this.regexes, profile);
    this.#configsById = new Map(snapshot.routeConfigs.map((config) => [config.id, config]));
    this.#configsByName = byName(snapshot.routeConfigs);
    this.#clusters = new Map(snapshot.clusters.map((cluster) => [cluster.name, cluster]));
    this.#allClusters = isWhole(snapshot, 'clusters');
    this.#allRoutes = isWhole(snapshot, 'routes');
    this.listeners = new ListenerIndex(snapshot, (listener) => this.#configsOfListener(listener));
  }

  chainsOf(listener: Listener): FilterChainIndex {
    let index = this.#chains.get(listener);
    if (index === undefined) {
      index = new FilterChainIndex(listener, this.regexes);
      this.#chains.set(listener, index);
    }
    return index;
  }

  tableOf(config: RouteConfiguration): RouteTable {
    let table = this.#tables.get(config);
    if (table === undefined) {
      table = new RouteTable(config, this.regexes, this.profile, this.#matchers);
      this.#tables.set(config, table);
    }
    return table;
  }

  /** The route table of a connection manager. */
  routesOf(hcm: HttpConnectionManager): RouteTableChoice {
    const source = hcm.routes;
    switch (source.kind) {
      case 'inline': {
        const config = this.#configsById.get(source.routeConfigId);
        return config === undefined ? this.#absent(`number ${String(source.routeConfigId)}`) : this.#table(config);
      }
      case 'rds': {
        const [config, second] = this.#configsByName.get(source.routeConfigName) ?? [];
        if (config === undefined) return this.#absent(source.routeConfigName);
        if (second === undefined) return this.#table(config);
        return open({ kind: 'several', resource: 'routeConfig', name: source.routeConfigName });
      }
      case 'scoped':
        return open({ kind: 'unsupported', field: 'scoped_routes', raw: source.name });
      case 'none':
        return open({ kind: 'unsupported', field: 'route_specifier', raw: null });
    }
  }

  /** Null: the proxy certainly has no such cluster. Undefined: the input cannot tell. */
  cluster(name: string): Cluster | null | undefined {
    const found = this.#clusters.get(name);
    if (found !== undefined) return damageOf(this.snapshot, found) === null ? found : undefined;
    return this.#allClusters ? null : undefined;
  }

  #table(config: RouteConfiguration): RouteTableChoice {
    const damage = damageOf(this.snapshot, config);
    if (damage !== null) return open(damage);
    return { kind: 'table', table: this.tableOf(config) };
  }

  /** An active listener whose RDS never came has an empty table; a partial input proves nothing. */
  #absent(name: string): RouteTableChoice {
    return this.#allRoutes ? { kind: 'empty', name } : open({ kind: 'absent', resource: 'routeConfig', name });
  }

  #configsOfListener({ filterChains }: Listener): ListenerConfigs {
    const perChain = filterChains.map((chain) => ({ chain, configs: this.#configsOf(chain) }));
    const open = perChain.some(
      ({ chain, configs }) =>
        (chain.target.kind === 'http' && configs.length === 0 && !this.#allRoutes) ||
        configs.some((config) => config.intactHosts !== undefined || damageOf(this.snapshot, config) !== null),
    );
    return { configs: perChain.flatMap(({ configs }) => configs), open };
  }

  #configsOf(chain: FilterChain): readonly RouteConfiguration[] {
    if (chain.target.kind !== 'http') return [];
    const source = chain.target.routes;
    if (source.kind === 'rds') return this.#configsByName.get(source.routeConfigName) ?? [];
    const inline = source.kind === 'inline' ? this.#configsById.get(source.routeConfigId) : undefined;
    return inline === undefined ? [] : [inline];
  }
}

/** RDS looks at dynamic configurations only: an inline one of the same name is another thing. */
function byName(configs: readonly RouteConfiguration[]): ReadonlyMap<string, readonly RouteConfiguration[]> {
  const named = new Map<string, RouteConfiguration[]>();
  for (const config of configs) {
    if (config.via === 'inline' || config.via === 'static') continue;
    const same = named.get(config.name);
    if (same === undefined) named.set(config.name, [config]);
    else same.push(config);
  }
  return named;
}

function open(gap: MatchGap): RouteTableChoice {
  return { kind: 'indeterminate', gap };
}
