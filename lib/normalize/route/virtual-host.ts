/** envoy.config.route.v3.VirtualHost, from a parsed value or straight from the document, route by route. */
import type { JsonCursor } from '../../base/json/index.ts';
import type { EntityId, RequireTls, VirtualHost } from '../../model/index.ts';
import {
  checkedMember,
  enumName,
  flag,
  ignored,
  list,
  message,
  object,
  text,
  texts,
  unsupported as unsupportedField,
  foldMapValues,
} from '../read/index.ts';
import type { FieldReader, Reading } from '../read/index.ts';
import type { Tally } from '../tally.ts';
import { readMirrors, readRetryPolicy } from './forward-action.ts';
import { HEADER_MUTATION_FIELDS } from './header-mutations.ts';
import { NO_ID, ROUTE_KEYS, readRoute, routeOf, walkedRoute } from './route.ts';
import type { RouteDraft } from './route.ts';

/** A virtual host before it has its place in the snapshot: `id` is set then. */
export interface VirtualHostDraft extends Omit<VirtualHost, 'id' | 'routes'> {
  id: EntityId;
  readonly routes: RouteDraft[];
}

type Draft = { -readonly [Key in keyof VirtualHostDraft]: VirtualHostDraft[Key] };

/** VirtualHost.TlsRequirementType by number. */
const TLS_REQUIREMENTS = ['NONE', 'EXTERNAL_ONLY', 'ALL'];

/** Fields that core/gateway.go never writes (reference/istio-provenance.md 3.5): their presence hints at an EnvoyFilter. */
const foreign =
  (field: string): FieldReader<Draft> =>
  (draft) => {
    draft.foreignFields = [...(draft.foreignFields ?? []), field].sort();
  };

const VIRTUAL_HOST = message<Draft>('envoy.config.route.v3.VirtualHost', {
  ...HEADER_MUTATION_FIELDS,
  name: (draft, value) => {
    draft.name = text(value);
  },
  domains: (draft, value) => {
    draft.domains = texts(value);
  },
  require_tls: (draft, value) => {
    const name = enumName(value, TLS_REQUIREMENTS);
    if (TLS_REQUIREMENTS.includes(name)) draft.requireTls = name as RequireTls;
  },
  matcher: (draft, raw) => {
    draft.matcher = unsupportedField('matcher', raw);
  },
  include_request_attempt_count: (draft, value) => {
    if (flag(value)) draft.includeRequestAttemptCount = true;
  },
  retry_policy: (draft, value, reading) => {
    draft.retryPolicy = readRetryPolicy(value, reading);
  },
  request_mirror_policies: (draft, value) => {
    draft.mirrors = readMirrors(value);
  },
  typed_per_filter_config: (draft, value) => {
    const config = object(value);
    if (config !== undefined) draft.perFilterConfig = foldMapValues(config);
  },
  rate_limits: foreign('rate_limits'),
  cors: foreign('cors'),
  virtual_clusters: foreign('virtual_clusters'),
  hedge_policy: foreign('hedge_policy'),
  retry_policy_typed_config: foreign('retry_policy_typed_config'),
  metadata: ignored,
  include_attempt_count_in_response: ignored,
  per_request_buffer_limit_bytes: ignored,
  request_body_buffer_limit: ignored,
  per_filter_config: ignored,
  routes: ignored,
});

function empty(): Draft {
  return { id: NO_ID, name: '', domains: [], routes: [], requireTls: 'NONE' };
}

/** From a value that is already parsed (routes inlined in a listener). */
export function virtualHostOf(raw: unknown, reading: Reading, tally: Tally): VirtualHostDraft {
  const draft = VIRTUAL_HOST(empty(), raw, reading);
  for (const [index, route] of list(object(raw)?.['routes']).entries()) {
    tally.meet('routes');
    const read = routeOf(route, reading);
    if (read === undefined) {
      tally.skip('routes', 'not an object');
      draft.incomplete = true;
    } else draft.routes.push({ ...read, index });
  }
  return draft;
}

/** The members that every virtual host has are taken as they are, where their type is what the schema asks for. */
function readMember(draft: Draft, cursor: JsonCursor, key: string, reading: Reading): void {
  cursor.skip();
  const name = key === 'name' ? cursor.lastText() : null;
  if (name !== null) {
    draft.name = name;
    return;
  }
  const value = cursor.lastValue();
  if (key === 'domains' && Array.isArray(value) && value.every((domain) => typeof domain === 'string'))
    draft.domains = value;
  else if (value === true && key === 'include_request_attempt_count') draft.includeRequestAttemptCount = true;
  else VIRTUAL_HOST(draft, checkedMember(cursor, key, value, 'virtualHost', reading), reading);
}

/**
 * From the document: each route is parsed on its own, so one damaged route costs that route. `keepHost` gets the host
 * before its members are read: what was read of a host that is cut short is kept.
 */
export function readVirtualHost(
  cursor: JsonCursor,
  reading: Reading,
  tally: Tally,
  keepHost: (draft: VirtualHostDraft) => void,
): void {
  const draft = empty();
  keepHost(draft);
  const misfits = reading.misfits.length;
  let met = 0;
  try {
    cursor.members((key) => {
      if (key === 'routes' && cursor.kind() === 'array') {
        const meet = (): void => {
          tally.meet('routes');
          met++;
        };
        // The position in the dump, not among the readable ones: people count in Envoy's list.
        const keep = (index: number, route: RouteDraft): void => {
          route.index = index;
          draft.routes.push(route);
        };
        cursor.objects(
          ROUTE_KEYS,
          (members, index) => {
            meet();
            keep(index, walkedRoute(cursor, members, reading));
          },
          (index) => {
            meet();
            keep(index, readRoute(cursor, reading));
          },
        );
      } else readMember(draft, cursor, key, reading);
    });
  } catch (damage) {
    draft.incomplete = true;
    throw damage;
  } finally {
    // A field of the wrong type counts as absent: a condition may be gone with it.
    if (met !== draft.routes.length || reading.misfits.length > misfits) draft.incomplete = true;
  }
}
