/** What the matching rules say of a probe, as far as rules look at it. */
import type { AdmittedRequest, Answer } from '../../../matching/index.ts';
import type { Route, RouteConfiguration, VirtualHost } from '../../../model/index.ts';

/** `open`: the input does not decide it. `status` as in an Answer. */
export interface Seen {
  readonly open: boolean;
  readonly config: RouteConfiguration | null;
  readonly host: VirtualHost | null;
  readonly route: Route | null;
  readonly status: number | null;
  readonly location: string | null;
  readonly requiresTls: boolean;
  readonly admitted: AdmittedRequest | null;
}

export function seenOf(answer: Answer): Seen {
  const { disposition, routeConfig, virtualHost, route, status, location, reason, admitted } = answer;
  return {
    open: disposition === 'indeterminate',
    config: routeConfig,
    host: virtualHost,
    route,
    status,
    location,
    requiresTls: reason.kind === 'requireTls',
    admitted,
  };
}
