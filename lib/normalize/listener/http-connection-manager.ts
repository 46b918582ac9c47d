/** envoy…http_connection_manager.v3.HttpConnectionManager: the options that decide how a matcher sees a request. */
import type { HttpConnectionManager, RouteSource, Unsupported } from '../../model/index.ts';
import {
  enumName,
  flag,
  list,
  member,
  message,
  number,
  text,
  unsupported as unsupportedField,
  foldKeys,
} from '../read/index.ts';
import type { FieldReader, Reading } from '../read/index.ts';
import { routeConfigurationOf } from '../route/index.ts';
import type { RouteConfigDraft } from '../route/index.ts';
import { Tally } from '../tally.ts';
import { readHttpFilters } from './filter.ts';
import { WITHOUT_BEARING } from './http-connection-manager-ignored.ts';

/** An inline route configuration has no id yet: its draft takes the place. */
export type RouteSourceDraft =
  | Exclude<RouteSource, { readonly kind: 'inline' }>
  | { readonly kind: 'inlineDraft'; readonly draft: RouteConfigDraft };

export interface HttpConnectionManagerDraft extends Omit<HttpConnectionManager, 'routes'> {
  readonly routes: RouteSourceDraft;
}

interface Draft extends Omit<
  { -readonly [Key in keyof HttpConnectionManagerDraft]: HttpConnectionManagerDraft[Key] },
  'unsupported'
> {
  unsupported?: Unsupported[];
}

const CODEC_TYPES = ['AUTO', 'HTTP1', 'HTTP2', 'HTTP3'];
const ESCAPED_SLASHES_ACTIONS = [
  'IMPLEMENTATION_SPECIFIC_DEFAULT',
  'KEEP_UNCHANGED',
  'REJECT_REQUEST',
  'UNESCAPE_AND_REDIRECT',
  'UNESCAPE_AND_FORWARD',
];
const UNDERSCORES_ACTIONS = ['ALLOW', 'REJECT_REQUEST', 'DROP_HEADER'];
const FORWARD_CLIENT_CERT = ['SANITIZE', 'FORWARD_ONLY', 'APPEND_FORWARD', 'SANITIZE_SET', 'ALWAYS_FORWARD_ONLY'];

function unsupported(draft: Draft, option: Unsupported): void {
  (draft.unsupported ??= []).push(option);
}

/** A known option that changes what matchers see or what Envoy answers, and that is not modeled. False means unused. */
const unmodeled =
  (field: string): FieldReader<Draft> =>
  (draft, raw) => {
    if (raw !== false && raw !== '') unsupported(draft, unsupportedField(field, raw));
  };

/** A plain proto3 bool: false and absent are the same, so only true is kept. */
const whenTrue =
  (field: 'mergeSlashes' | 'stripAnyHostPort' | 'stripMatchingHostPort' | 'stripTrailingHostDot'): FieldReader<Draft> =>
  (draft, value) => {
    if (flag(value)) draft[field] = true;
  };

const commonHttpOptions: FieldReader<Draft> = (draft, value) => {
  const action = member(value, 'headers_with_underscores_action', 'headersWithUnderscoresAction');
  if (action !== undefined) draft.headersWithUnderscoresAction = enumName(action, UNDERSCORES_ACTIONS);
};

const http1Options: FieldReader<Draft> = (draft, value) => {
  if (flag(member(value, 'accept_http_10', 'acceptHttp10'))) draft.acceptHttp10 = true;
  const host = text(member(value, 'default_host_for_http_10', 'defaultHostForHttp10'));
  if (host !== '') draft.defaultHostForHttp10 = host;
};

const schemeTransformation: FieldReader<Draft> = (draft, value) => {
  const scheme = text(member(value, 'scheme_to_overwrite', 'schemeToOverwrite'));
  if (scheme !== '') draft.schemeOverwrite = scheme;
};

/** UpgradeConfig.enabled is a BoolValue whose absence means true. */
const upgradeConfigs: FieldReader<Draft> = (draft, value) => {
  const enabled = list(value).filter((raw) => {
    const explicit = member(raw, 'enabled');
    return explicit === undefined || flag(explicit);
  });
  if (enabled.length > 0) draft.upgradeTypes = enabled.map((raw) => text(member(raw, 'upgrade_type', 'upgradeType')));
};

/** Without mappers only the body of Envoy's own answers changes. */
const localReplies: FieldReader<Draft> = (draft, raw) => {
  if (list(member(raw, 'mappers')).length > 0) {
    unsupported(draft, unsupportedField('local_reply_config', raw));
  }
};

/** The route_specifier oneof. */
const ROUTES: Readonly<Record<string, FieldReader<Draft>>> = {
  rds: (draft, value) => {
    draft.routes = { kind: 'rds', routeConfigName: text(member(value, 'route_config_name', 'routeConfigName')) };
  },
  route_config: (draft, value, reading) => {
    // Raw dumps list inline tables again under static_route_configs: what they count for is the caller's to say.
    draft.routes = { kind: 'inlineDraft', draft: routeConfigurationOf(value, reading, new Tally()) };
  },
  scoped_routes: (draft, raw) => {
    draft.routes = { kind: 'scoped', name: text(member(raw, 'name')), raw: foldKeys(raw) };
  },
};

const HTTP_CONNECTION_MANAGER = message<Draft>(
  'envoy.extensions.filters.network.http_connection_manager.v3.HttpConnectionManager',
  {
    ...WITHOUT_BEARING,
    ...ROUTES,
    stat_prefix: (draft, value) => {
      draft.statPrefix = text(value);
    },
    http_filters: (draft, value, reading) => {
      draft.httpFilters = readHttpFilters(value, reading);
    },
    codec_type: (draft, value) => {
      draft.codecType = enumName(value, CODEC_TYPES);
    },
    // These two are BoolValues: an explicit false overrides a default of the runtime, so it is kept.
    use_remote_address: (draft, value) => {
      draft.useRemoteAddress = flag(value);
    },
    normalize_path: (draft, value) => {
      draft.normalizePath = flag(value);
    },
    xff_num_trusted_hops: (draft, value) => {
      if (number(value) > 0) draft.xffNumTrustedHops = number(value);
    },
    merge_slashes: whenTrue('mergeSlashes'),
    path_with_escaped_slashes_action: (draft, value) => {
      draft.pathWithEscapedSlashesAction = enumName(value, ESCAPED_SLASHES_ACTIONS);
    },
    strip_any_host_port: whenTrue('stripAnyHostPort'),
    strip_matching_host_port: whenTrue('stripMatchingHostPort'),
    strip_trailing_host_dot: whenTrue('stripTrailingHostDot'),
    common_http_protocol_options: commonHttpOptions,
    http_protocol_options: http1Options,
    scheme_header_transformation: schemeTransformation,
    server_name: (draft, value) => {
      if (text(value) !== '') draft.serverName = text(value);
    },
    upgrade_configs: upgradeConfigs,
    forward_client_cert_details: (draft, value) => {
      draft.forwardClientCertDetails = enumName(value, FORWARD_CLIENT_CERT);
    },
    local_reply_config: localReplies,
    path_normalization_options: unmodeled('path_normalization_options'),
    early_header_mutation_extensions: unmodeled('early_header_mutation_extensions'),
    original_ip_detection_extensions: unmodeled('original_ip_detection_extensions'),
    typed_header_validation_config: unmodeled('typed_header_validation_config'),
    forward_proto_config: unmodeled('forward_proto_config'),
    add_user_agent: unmodeled('add_user_agent'),
    append_x_forwarded_port: unmodeled('append_x_forwarded_port'),
    via: unmodeled('via'),
  },
  unsupported,
);

/** An option of a newer Envoy is kept in `unsupported`: it may change what every matcher sees. */
export function readHttpConnectionManager(raw: unknown, reading: Reading): HttpConnectionManagerDraft {
  return HTTP_CONNECTION_MANAGER(
    { kind: 'http', statPrefix: '', routes: { kind: 'none' }, httpFilters: [] },
    raw,
    reading,
  );
}
