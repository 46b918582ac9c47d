/**
 * Counts what a file of a sample holds, from its raw JSON and without any code of lib/: the other side of "nothing lost".
 * Both spellings, admin wrappers and istioctl's bare lists.
 */

/** Objects of each kind that an answer must show. */
export interface RawCount {
  readonly routeConfigs: number;
  readonly virtualHosts: number;
  readonly routes: number;
  readonly clusters: number;
  readonly listeners: number;
  readonly filterChains: number;
}

type Json = Readonly<Record<string, unknown>>;

function object(value: unknown): Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Json) : {};
}

function list(parent: unknown, snake: string): readonly Json[] {
  const camel = snake.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase());
  const value = object(parent)[snake] ?? object(parent)[camel];
  return Array.isArray(value) ? value.map(object) : [];
}

function child(parent: unknown, snake: string): Json | null {
  const camel = snake.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase());
  const value = object(parent)[snake] ?? object(parent)[camel];
  return value === undefined ? null : object(value);
}

function present<Item>(items: readonly (Item | null)[]): Item[] {
  return items.filter((item) => item !== null);
}

function chainsOf(listener: Json): Json[] {
  return [...list(listener, 'filter_chains'), ...present([child(listener, 'default_filter_chain')])];
}

function inlineRoutes(listener: Json): Json[] {
  const filters = chainsOf(listener).flatMap((chain) => list(chain, 'filters'));
  return present(filters.map((filter) => child(child(filter, 'typed_config'), 'route_config')));
}

function count(configs: readonly Json[], listeners: readonly Json[], clusters: number): RawCount {
  const hosts = configs.flatMap((config) => list(config, 'virtual_hosts'));
  return {
    routeConfigs: configs.length,
    virtualHosts: hosts.length,
    routes: hosts.reduce((sum, host) => sum + list(host, 'routes').length, 0),
    clusters,
    listeners: listeners.length,
    filterChains: listeners.reduce((sum, listener) => sum + chainsOf(listener).length, 0),
  };
}

/** A raw dump lists inline route tables a second time under static_route_configs, so only those lists are counted. */
function countDump(dump: Json): RawCount {
  const sections = list(dump, 'configs');
  const wrapped = (names: readonly string[], inner: string): Json[] =>
    present(sections.flatMap((section) => names.flatMap((name) => list(section, name)).map((it) => child(it, inner))));
  const states = sections
    .flatMap((section) => list(section, 'dynamic_listeners'))
    .flatMap((listener) => ['active_state', 'warming_state', 'draining_state'].map((state) => child(listener, state)));
  const listeners = [
    ...wrapped(['static_listeners'], 'listener'),
    ...present(present(states).map((state) => child(state, 'listener'))),
  ];
  const configs = wrapped(['static_route_configs', 'dynamic_route_configs'], 'route_config');
  const clusters = ['static_clusters', 'dynamic_active_clusters', 'dynamic_warming_clusters'];
  return count(configs, listeners, wrapped(clusters, 'cluster').length);
}

/** By what `istioctl proxy-config WHAT -o json` printed into the file. */
export function rawCount(file: string, value: unknown): RawCount {
  const items = Array.isArray(value) ? value.map(object) : [];
  switch (file) {
    case 'config_dump.json':
      return countDump(object(value));
    case 'routes.json':
      return count(items, [], 0);
    case 'listeners.json':
      return count(items.flatMap(inlineRoutes), items, 0);
    case 'clusters.json':
      return count([], [], items.length);
    default:
      return count([], [], 0);
  }
}
