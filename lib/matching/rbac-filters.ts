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
import { rawField, rawTypeName } from './raw-field.ts';
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
    return [{ filter, decision: rbacDecision(override.kind === 'rules' ? override.rules : rulesOf(filter), context) }];
  });
}

/** The network filters that decide about the connection itself, before TCP proxy or connection manager see it. */
export function networkRbacVerdicts({ networkFilters }: FilterChain, context: RbacContext): readonly RbacVerdict[] {
  return networkFilters
    .filter(isNetworkRbac)
    .map((filter) => ({ filter, decision: rbacDecision(rulesOf(filter), context) }));
}

function isNetworkRbac({ type, name }: Filter): boolean {
  return type === null ? name === 'envoy.filters.network.rbac' : /network\.rbac\.v[23]\.RBAC$/.test(type);
}

/** By the message it is configured with, else by its name: people may give a filter any name. */
export function isRbac({ type, name }: Filter): boolean {
  if (type === null) return name === 'envoy.filters.http.rbac';
  return type.endsWith('filters.http.rbac.v3.RBAC') || type.endsWith('http.rbac.v2.RBAC');
}

/** A TypedStruct holds the message below `value`. */
function rulesOf({ config }: Filter): unknown {
  return rawField(rawTypeName(config) === 'TypedStruct' ? rawField(config, 'value') : config, 'rules');
}

type Override =
  | { readonly kind: 'none' }
  | { readonly kind: 'disabled' }
  /** One of several clusters has its own: which it is hangs on the random draw. */
  | { readonly kind: 'byCluster' }
  | { readonly kind: 'rules'; readonly rules: unknown };

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
  return rbac === undefined ? { kind: 'disabled' } : { kind: 'rules', rules: rawField(rbac, 'rules') };
}
