/** The HTTP filters of a connection manager, by what they can do to a request before the router sees it. */
import type { Filter, HttpConnectionManager } from '../../model/index.ts';
import { isRbac } from '../../matching/index.ts';

/** What a filter can do. `harmless`: neither answers nor changes what routing looks at. */
type FilterPower = 'rbac' | 'jwt' | 'fault' | 'cors' | 'router' | 'harmless' | 'other';

export interface PlannedFilter {
  readonly filter: Filter;
  readonly power: FilterPower;
  /** The first of what it can do, in words; empty for those that are decided request by request. */
  readonly can: string;
}

export interface FilterPlan {
  readonly filters: readonly PlannedFilter[];
  readonly hasRbac: boolean;
  /** Of those that the list has on. */
  readonly names: readonly string[];
}

/** By a part of the message's name: v2, v3 and contributed ones share it. */
const POWERS: readonly (readonly [part: RegExp, power: FilterPower, can: string])[] = [
  [/jwt_authn/i, 'jwt', 'can answer 401 or 403 when the token is missing or not valid'],
  [/ext_authz/i, 'other', 'an external service can deny the request or change its headers'],
  [/ext_proc/i, 'other', 'an external service can answer or change the request'],
  [/local_?rate_?limit/i, 'other', 'can answer 429'],
  [/rate_?limit/i, 'other', 'can answer 429'],
  [/http\.lua|\.lua\./i, 'other', 'a script can answer or change the request, and so its route'],
  [/wasm/i, 'other', 'a plugin can answer or change the request, and so its route'],
  [/oauth2/i, 'other', 'can redirect to a login page'],
  [/http\.fault|HTTPFault/i, 'fault', ''],
  [/http\.cors/i, 'cors', ''],
  [/http\.router/i, 'router', ''],
  [/istio_authn|istio\.authn/i, 'harmless', ''],
  [
    /grpc_stats|grpc_web|grpc_http1|compressor|decompressor|metadata_exchange|peer_metadata|istio.stats/i,
    'harmless',
    '',
  ],
  [/istio.alpn|AlpnFilter|\.stats|connection_limit|bandwidth|connect_grpc|set_filter_state/i, 'harmless', ''],
];

export function filterPlan(plans: Map<object, FilterPlan>, hcm: HttpConnectionManager): FilterPlan {
  let plan = plans.get(hcm);
  if (plan === undefined) {
    const filters = hcm.httpFilters.map(planned);
    const names = hcm.httpFilters.flatMap(({ name, disabled }) => (disabled === true ? [] : [name]));
    plan = { filters, hasRbac: hcm.httpFilters.some(isRbac), names };
    plans.set(hcm, plan);
  }
  return plan;
}

/** Istio's statistics and metadata plugins are Wasm by type on old proxies, and change nothing that routes look at. */
const TELEMETRY = /^istio\.(stats|metadata_exchange|alpn|stackdriver)$/;

function planned(filter: Filter): PlannedFilter {
  if (isRbac(filter)) return { filter, power: 'rbac', can: '' };
  if (TELEMETRY.test(filter.name)) return { filter, power: 'harmless', can: '' };
  const asked = `${filter.type ?? ''} ${filter.name}`;
  const found = POWERS.find(([part]) => part.test(asked));
  if (found === undefined) return { filter, power: 'other', can: 'what it does is not known here' };
  return { filter, power: found[1], can: found[2] };
}
