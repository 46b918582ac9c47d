/** Route names that Istio makes from rules of the Gateway API. */

export interface RouteRuleName {
  readonly namespace: string;
  readonly route: string;
  readonly rule: number;
}

/**
 * `<ns>.<route>.<rule index>`, since Istio 1.17. A namespace has no dots, a route's name may. Null when the name has
 * another shape: a rule with a name of its own (1.24 and later) hides namespace and route (reference 4.2).
 */
export function parseRouteRuleName(name: string): RouteRuleName | null {
  const [, namespace, route, rule] = /^([^.]+)\.(.+)\.(\d{1,6})$/s.exec(name) ?? [];
  if (namespace === undefined || route === undefined || rule === undefined) return null;
  return { namespace, route, rule: Number(rule) };
}
