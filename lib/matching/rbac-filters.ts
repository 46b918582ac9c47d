/** The RBAC filters of a connection manager, in order, with their per-route overrides (reference section 8). */
import type {
  Filter,
  FilterChain,
  HttpConnectionManager,
  Route,
  RouteConfiguration,
  VirtualHost,
} from '../model/index.ts';
import type { MatchGap } from './match-gap.ts';
import { rawField, rawStranger, rawTypeName } from './raw-field.ts';
import type { RbacContext, RbacDecision } from './rbac.ts';
import { rbacDecision } from './rbac.ts';

export interface RbacVerdict {
  readonly filter: Filter;
  readonly decision: RbacDecision;
}

/** Where a request goes, as far as per-route settings of filters hang on it. */
export interface FilterPlace {
  readonly routeConfig: RouteConfiguration | null;
  readonly virtualHost: VirtualHost | null;
  readonly route: Route | null;
}

/**
 * Decides every RBAC filter. The first `denied` answers 403 before any outcome of the routes, "no route" and require_tls
 * included; an `indeterminate` one before it leaves that open.
 */
export function rbacVerdicts(
  hcm: HttpConnectionManager,
  place: FilterPlace,
  context: RbacContext,
): readonly RbacVerdict[] {
  return hcm.httpFilters.flatMap((filter) => {
    if (!isRbac(filter)) return [];
    const override = overrideOf(filter.name, place);
    if (override.kind === 'disabled' || (filter.disabled === true && override.kind === 'none')) return [];
    const gap: MatchGap = { kind: 'unsupported', field: 'typed_per_filter_config', raw: null };
    if (override.kind === 'byCluster') {
      return [{ filter, decision: { kind: 'indeterminate' as const, policies: [], gaps: [gap] } }];
    }
    return [{ filter, decision: decide(override.kind === 'config' ? override.config : filter.config, context) }];
  });
}

/** The network filters that decide about the connection itself, before TCP proxy or connection manager see it. */
export function networkRbacVerdicts({ networkFilters }: FilterChain, context: RbacContext): readonly RbacVerdict[] {
  return networkFilters.filter(isNetworkRbac).map((filter) => ({ filter, decision: decide(filter.config, context) }));
}

function isNetworkRbac({ type, name }: Filter): boolean {
  return type === null ? name === 'envoy.filters.network.rbac' : /network\.rbac\.v[23]\.RBAC$/.test(type);
}

/** By the message it is configured with, else by its name: people may give a filter any name. */
export function isRbac({ type, name }: Filter): boolean {
  if (type === null) return name === 'envoy.filters.http.rbac';
  return type.endsWith('filters.http.rbac.v3.RBAC') || type.endsWith('http.rbac.v2.RBAC');
}

/** What counts besides `rules` only in statistics, logs and metadata. */
const WITHOUT_BEARING: ReadonlySet<string> = new Set([
  'rules',
  'rules_stat_prefix',
  'shadow_rules',
  'shadow_matcher',
  'shadow_rules_stat_prefix',
  'track_per_rule_stats',
  'stat_prefix',
]);

/** Decides by a filter's message (network: once per connection or continuously, which makes no difference at first). */
function decide(raw: unknown, context: RbacContext): RbacDecision {
  // A TypedStruct holds the message below `value`.
  const config = rawTypeName(raw) === 'TypedStruct' ? rawField(raw, 'value') : raw;
  // `matcher` decides in place of `rules`; what is not known may do so as well.
  const strange = rawStranger(config, context.request === null ? NETWORK : WITHOUT_BEARING);
  if (strange !== null) return { kind: 'indeterminate', policies: [], gaps: [strange] };
  return rbacDecision(rawField(config, 'rules'), context);
}

const NETWORK: ReadonlySet<string> = new Set([...WITHOUT_BEARING, 'enforcement_type', 'delay_deny']);

type Override =
  | { readonly kind: 'none' }
  | { readonly kind: 'disabled' }
  /** One of several clusters has its own: which it is hangs on the random draw. */
  | { readonly kind: 'byCluster' }
  | { readonly kind: 'config'; readonly config: unknown };

/** The most specific level that names the filter: FilterConfig turns it off or wraps it, RBACPerRoute replaces it. */
function overrideOf(name: string, { routeConfig, virtualHost, route }: FilterPlace): Override {
  const cluster = route?.action.kind === 'forward' ? route.action.cluster : null;
  if (cluster?.kind === 'weighted' && cluster.clusters.some(({ perFilterConfig }) => perFilterConfig?.[name])) {
    return { kind: 'byCluster' };
  }
  const config =
    route?.perFilterConfig?.[name] ?? virtualHost?.perFilterConfig?.[name] ?? routeConfig?.perFilterConfig?.[name];
  if (config === undefined) return { kind: 'none' };
  if (rawTypeName(config) !== 'FilterConfig') return perRoute(config);
  if (rawField(config, 'disabled') === true) return { kind: 'disabled' };
  const inner = rawField(config, 'config');
  return inner === undefined ? { kind: 'none' } : perRoute(inner);
}

/** RBACPerRoute without rbac checks nothing. */
function perRoute(config: unknown): Override {
  const rbac = rawField(config, 'rbac');
  return rbac === undefined ? { kind: 'disabled' } : { kind: 'config', config: rbac };
}
