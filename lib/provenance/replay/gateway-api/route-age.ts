/** Order of routes that share a listener: age, then namespace, then name (conversion.go, sortRoutesByCreationTime). */
import { compareText } from '../../../base/plain.ts';
import type { Resource } from '../../../resources/index.ts';

export function compareRouteAge(a: Resource, b: Resource): number {
  return (
    (a.created ?? 0) - (b.created ?? 0) ||
    compareText(a.ref.namespace, b.ref.namespace) ||
    compareText(a.ref.name, b.ref.name)
  );
}
