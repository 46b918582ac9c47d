/** envoy.config.route.v3.Route. */
import type { Route, RouteAction } from '../../model/index.ts';
import {
  ignored,
  member,
  message,
  object,
  text,
  unsupported as unsupportedField,
  foldMapValues,
} from '../read/index.ts';
import type { Reading } from '../read/index.ts';
import { readForwardAction } from './forward-action.ts';
import { HEADER_MUTATION_FIELDS } from './header-mutations.ts';
import { readMetadata } from './istio-metadata.ts';
import { readDirectResponse, readRedirectAction } from './redirect-action.ts';
import { readRouteMatch } from './route-match.ts';

/** A route before it has its place in the snapshot. */
export type RouteDraft = Omit<Route, 'id' | 'index'>;

type Draft = { -readonly [Key in keyof RouteDraft]: RouteDraft[Key] };

const ROUTE = message<Draft>(
  'envoy.config.route.v3.Route',
  {
    ...HEADER_MUTATION_FIELDS,
    name: (draft, value) => {
      if (text(value) !== '') draft.name = text(value);
    },
    match: (draft, value, reading) => {
      draft.match = readRouteMatch(value, reading);
    },
    route: (draft, value, reading) => {
      draft.action = readForwardAction(value, reading);
    },
    redirect: (draft, value, reading) => {
      draft.action = readRedirectAction(value, reading);
    },
    direct_response: (draft, value, reading) => {
      draft.action = readDirectResponse(value, reading);
    },
    non_forwarding_action: (draft) => {
      draft.action = { kind: 'nonForwarding' };
    },
    filter_action: (draft, raw) => {
      draft.action = unsupportedField('filter_action', raw);
    },
    metadata: (draft, value) => {
      const { istio, otherMetadata } = readMetadata(value);
      if (istio !== undefined) draft.istio = istio;
      if (otherMetadata !== undefined) draft.otherMetadata = otherMetadata;
    },
    decorator: (draft, value) => {
      draft.decorator = text(member(value, 'operation'));
    },
    stat_prefix: (draft, value) => {
      draft.statPrefix = text(value);
    },
    typed_per_filter_config: (draft, value) => {
      const config = object(value);
      if (config !== undefined) draft.perFilterConfig = foldMapValues(config);
    },
    per_filter_config: (draft, value) => {
      const config = object(value);
      if (config !== undefined) draft.perFilterConfig ??= foldMapValues(config);
    },
    tracing: ignored,
    per_request_buffer_limit_bytes: ignored,
    request_body_buffer_limit: ignored,
  },
  (draft, unsupported) => {
    // The action oneof may have an arm that this version does not know.
    if (draft.action.kind === 'none' && typeof unsupported.raw === 'object') draft.action = unsupported;
  },
);

const NO_ACTION: RouteAction = { kind: 'none' };

/** Undefined when the value is no object at all: such a route is counted as damaged. */
export function readRoute(raw: unknown, reading: Reading): RouteDraft | undefined {
  if (object(raw) === undefined) return undefined;
  return ROUTE({ match: { path: { kind: 'none' } }, action: NO_ACTION }, raw, reading);
}
