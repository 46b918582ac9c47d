/** The route configuration that a chain routes by. */
import type { FilterChain, RouteConfiguration } from '../../../model/index.ts';
import type { LintContext } from '../context.ts';

/** Null for TCP, for scoped routes, and where the input does not hold it. */
export function configOfChain({ snapshot, index }: LintContext, { target }: FilterChain): RouteConfiguration | null {
  if (target.kind !== 'http') return null;
  const choice = index.routesOf(target);
  if (choice.kind === 'table') return choice.table.config;
  return choice.kind === 'indeterminate' && target.routes.kind === 'inline'
    ? (snapshot.routeConfigs.find(({ id }) => target.routes.kind === 'inline' && id === target.routes.routeConfigId) ??
        null)
    : null;
}
