/** The RBAC filters of a connection manager, in order, with their per-route overrides (reference section 8). */
import type { Filter, HttpConnectionManager, Route, VirtualHost } from '../model/index.ts';
import { rawField, rawTypeName } from './raw-field.ts';
import type { RbacContext, RbacDecision } from './rbac.ts';
import { rbacDecision } from './rbac.ts';

export interface RbacVerdict {
  readonly filter: Filter;
  readonly decision: RbacDecision;
}

/**
 * Decides every RBAC filter. The first `denied` answers 403 before any outcome of the routes, "no route" and require_tls
 * included; an `indeterminate` one before it leaves that open. `route` and `virtualHost` are null when none was found.
 */
export function rbacVerdicts(
  hcm: HttpConnectionManager,
  virtualHost: VirtualHost | null,
  route: Route | null,
  context: RbacContext,
): readonly RbacVerdict[] {
  return hcm.httpFilters.flatMap((filter) => {
    if (!isRbac(filter)) return [];
    const override = overrideOf(filter.name, virtualHost, route);
    if (override.kind === 'disabled' || (filter.disabled === true && override.kind === 'none')) return [];
    const rules = override.kind === 'rules' ? override.rules : rawField(unwrapped(filter.config), 'rules');
    return [{ filter, decision: rbacDecision(rules, context) }];
  });
}

/** By the message it is configured with, else by its name: people may give a filter any name. */
export function isRbac({ type, name }: Filter): boolean {
  if (type === null) return name === 'envoy.filters.http.rbac';
  return type.endsWith('filters.http.rbac.v3.RBAC') || type.endsWith('http.rbac.v2.RBAC');
}

/** A TypedStruct holds the message below `value`. */
function unwrapped(config: unknown): unknown {
  return rawTypeName(config) === 'TypedStruct' ? rawField(config, 'value') : config;
}

type Override =
  { readonly kind: 'none' } | { readonly kind: 'disabled' } | { readonly kind: 'rules'; readonly rules: unknown };

/** The most specific level that names the filter: FilterConfig turns it off or wraps it, RBACPerRoute replaces it. */
function overrideOf(name: string, virtualHost: VirtualHost | null, route: Route | null): Override {
  const config = route?.perFilterConfig?.[name] ?? virtualHost?.perFilterConfig?.[name];
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
