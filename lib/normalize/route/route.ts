/** envoy.config.route.v3.Route. */
import { addFields } from '../../base/index.ts';
import { KnownKeys } from '../../base/json/index.ts';
import type { JsonCursor, Members } from '../../base/json/index.ts';
import type { EntityId, Route, RouteAction, RouteMatch } from '../../model/index.ts';
import {
  checkedMember,
  foldMapValues,
  ignored,
  member,
  message,
  object,
  sharedMember,
  spellings,
  walkedMember,
  text,
  unsupported as unsupportedField,
} from '../read/index.ts';
import type { BuildMember, Reading } from '../read/index.ts';
import { KEY_TABLE } from '../key-tables.ts';
import { readForwardAction, readForwardInside } from './forward-action.ts';
import { HEADER_MUTATION_FIELDS } from './header-mutations.ts';
import { readMetadata, readOnlyConfig } from './istio-metadata.ts';
import { readDirectResponse, readRedirectAction } from './redirect-action.ts';
import { readMatchInside, readRouteMatch } from './route-match.ts';

/** A route before it has its place in the snapshot: `id` and `index` are set then. */
export type RouteDraft = Omit<Route, 'id' | 'index'> & { id: EntityId; index: number };

/** What one member of a route sets. */
type Part = {
  readonly [
    Key in 'match' | 'action' | 'istio' | 'otherMetadata' | 'decorator' | 'headers' | 'perFilterConfig' | 'name'
  ]: RouteDraft[Key] | undefined;
};

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
    if ((draft.action as RouteAction | undefined)?.kind === 'none' && typeof unsupported.raw === 'object')
      draft.action = unsupported;
  },
);

const NO_ACTION: RouteAction = { kind: 'none' };
const NO_MATCH: RouteMatch = { path: { kind: 'none' } };
/** Of what has no place yet. */
export const NO_ID: EntityId = -1 as EntityId;

/** From a value that is already parsed; undefined when it is no object at all. */
export function routeOf(raw: unknown, reading: Reading): RouteDraft | undefined {
  return object(raw) === undefined ? undefined : ROUTE(empty(), raw, reading);
}

function empty(): Draft {
  return { id: NO_ID, index: -1, match: NO_MATCH, action: NO_ACTION };
}

/** Members that repeat from route to route; all others are few. */
const SHARED = [
  'match',
  'route',
  'metadata',
  'name',
  'redirect',
  'direct_response',
  'typed_per_filter_config',
  ...Object.keys(HEADER_MUTATION_FIELDS),
].flatMap(spellings);

const IS_SHARED: ReadonlySet<string> = new Set(SHARED);

/** The members that ordinary routes are made of. `operation` is all that a decorator holds. */
export const ROUTE_KEYS: KnownKeys<string> = new KnownKeys(KEY_TABLE.route, 'operation', [
  { name: 'decorator', use: 'onlyText', meaning: 'decorator' },
  ...SHARED.map((name) => ({ name, use: 'repeat', meaning: name }) as const),
]);

/** From the document, member by member. */
export function readRoute(cursor: JsonCursor, reading: Reading): RouteDraft {
  const draft = empty();
  cursor.members((key) => {
    if (!IS_SHARED.has(key)) ROUTE(draft, checkedMember(cursor, key, cursor.value(), 'route', reading), reading);
    else adopt(draft, sharedMember(cursor, key, 'route', reading, PART));
  });
  return draft;
}

/** An ordinary route, of which all members are at hand. */
export function walkedRoute(cursor: JsonCursor, members: Members<string>, reading: Reading): RouteDraft {
  const draft = empty();
  for (let at = 0; at < members.count; at++) {
    const text = members.text(at);
    if (text !== null) draft.decorator = text;
    else adopt(draft, walkedMember(cursor, members, at, 'route', reading, PART));
  }
  return compact(draft);
}

/** The usual routes in one piece: fields that are added one by one lie apart, which takes a third more memory. */
function compact(draft: Draft): RouteDraft {
  const { id, index, match, action, istio, decorator, name, otherMetadata, headers, perFilterConfig } = draft;
  if (istio === undefined || decorator === undefined) return draft;
  if (otherMetadata !== undefined || headers !== undefined || perFilterConfig !== undefined) return draft;
  if (name === undefined) return { id, index, match, action, istio, decorator };
  return { id, index, match, action, istio, decorator, name };
}

const PART: BuildMember<Part> = {
  inside: (key, cursor, reading) => {
    switch (key) {
      case 'match': {
        const match = readMatchInside(cursor, reading);
        return match === null ? null : partOf({ match });
      }
      case 'route': {
        const action = readForwardInside(cursor, reading);
        return action === null ? null : partOf({ action });
      }
      case 'metadata': {
        const istio = readOnlyConfig(cursor);
        return istio === null ? null : partOf({ istio });
      }
      default:
        return null;
    }
  },
  parsed: (raw, reading) => partOf(ROUTE({} as Draft, raw, reading)),
};

/** All fields of it, so that every part has the same shape: they are looked at five times a route. */
function partOf(draft: Partial<Draft>): Part {
  const { match, action, istio, otherMetadata, decorator, headers, perFilterConfig, name } = draft;
  return { match, action, istio, otherMetadata, decorator, headers, perFilterConfig, name };
}

type Headers = NonNullable<RouteDraft['headers']>;

/** Header mutations are gathered from four members: a shared one is never changed. */
function united(before: Headers | undefined, more: Headers): Headers {
  if (before === undefined) return more;
  return addFields(addFields({}, before), more);
}

/** Takes over what one shared member sets. */
function adopt(draft: Draft, part: Part): void {
  if (part.match !== undefined) draft.match = part.match;
  if (part.action !== undefined) draft.action = part.action;
  if (part.istio !== undefined) draft.istio = part.istio;
  if (part.otherMetadata !== undefined) draft.otherMetadata = part.otherMetadata;
  if (part.decorator !== undefined) draft.decorator = part.decorator;
  if (part.headers !== undefined) draft.headers = united(draft.headers, part.headers);
  if (part.perFilterConfig !== undefined) draft.perFilterConfig = part.perFilterConfig;
  if (part.name !== undefined) draft.name = part.name;
}
