/** Places where Envoy prints secrets (reference/reliability-security.md 1.2), each as a section with one planted in it. */

export interface Plant {
  readonly row: string;
  /** `named`: the place says that any text there is secret. `shaped`: only what looks like a secret is one. */
  readonly kind: 'named' | 'shaped';
  readonly section: (secret: string) => unknown;
}

const b64 = (text: string): string => Buffer.from(text).toString('base64');
const type = (name: string): string => `type.googleapis.com/${name}`;

function routes(route: object, more: object = {}): unknown {
  const virtual_hosts = [
    {
      name: 'shop:80',
      domains: ['shop.example.com'],
      routes: [{ match: { prefix: '/' }, route: { cluster: 'c' }, ...route }],
      ...more,
    },
  ];
  return {
    '@type': type('envoy.admin.v3.RoutesConfigDump'),
    dynamic_route_configs: [
      { route_config: { '@type': type('envoy.config.route.v3.RouteConfiguration'), name: 'http.80', virtual_hosts } },
    ],
  };
}

function cluster(more: object): unknown {
  return {
    '@type': type('envoy.admin.v3.ClustersConfigDump'),
    dynamic_active_clusters: [
      { cluster: { '@type': type('envoy.config.cluster.v3.Cluster'), name: 'c', type: 'EDS', ...more } },
    ],
  };
}

function listenerState(listener: object): unknown {
  return {
    '@type': type('envoy.admin.v3.ListenersConfigDump'),
    dynamic_listeners: [
      {
        name: '0.0.0.0_80',
        active_state: {
          listener: { '@type': type('envoy.config.listener.v3.Listener'), name: '0.0.0.0_80', ...listener },
        },
      },
    ],
  };
}

function filter(name: string, config: object): unknown {
  const http_filters = [{ name, typed_config: config }];
  const typed_config = {
    '@type': type('envoy.extensions.filters.network.http_connection_manager.v3.HttpConnectionManager'),
    stat_prefix: 'outbound_0.0.0.0_80',
    http_filters,
  };
  return listenerState({
    filter_chains: [{ filters: [{ name: 'envoy.filters.network.http_connection_manager', typed_config }] }],
  });
}

function typed(name: string, config: object): unknown {
  return filter('f', { '@type': type(name), ...config });
}

function secret(inner: object): unknown {
  return {
    '@type': type('envoy.admin.v3.SecretsConfigDump'),
    dynamic_active_secrets: [
      {
        name: 'kubernetes://shop',
        secret: {
          '@type': type('envoy.extensions.transport_sockets.tls.v3.Secret'),
          name: 'kubernetes://shop',
          ...inner,
        },
      },
    ],
  };
}

function node(metadata: object): unknown {
  return {
    '@type': type('envoy.admin.v3.BootstrapConfigDump'),
    bootstrap: { node: { id: 'router~10.0.0.1~gw.istio-system~x', metadata } },
  };
}

function named(row: string, section: Plant['section']): Plant {
  return { row, kind: 'named', section };
}

function shaped(row: string, section: Plant['section']): Plant {
  return { row, kind: 'shaped', section };
}

const TLS = 'envoy.extensions.transport_sockets.tls.v3.UpstreamTlsContext';
const header = (key: string, value: string): object => ({
  header: { key, value },
  append_action: 'APPEND_IF_EXISTS_OR_ADD',
});

function upstreamTls(certificate: object): unknown {
  return cluster({
    transport_socket: {
      name: 'tls',
      typed_config: { '@type': type(TLS), common_tls_context: { tls_certificates: [certificate] } },
    },
  });
}

const APPLIED = (token: string): string =>
  JSON.stringify({
    apiVersion: 'networking.istio.io/v1',
    kind: 'VirtualService',
    metadata: { name: 'a', namespace: 'b' },
    spec: { http: [{ headers: { request: { set: { authorization: `Bearer ${token}` } } } }] },
  });

export const PLANTS: readonly Plant[] = [
  named('1 private key', (s) => upstreamTls({ private_key: { inline_string: s } })),
  named('1 private key, bytes', (s) => secret({ tls_certificate: { private_key: { inline_bytes: b64(s) } } })),
  named('2 rejected listener', (s) => ({
    '@type': type('envoy.admin.v3.ListenersConfigDump'),
    dynamic_listeners: [
      {
        error_state: {
          details: `error adding listener: goo.gle/debugstr private_key {\n  inline_string: ${JSON.stringify(s)}\n}\n: Proto constraint validation failed (TlsSessionTicketKeysValidationError.Keys: value must contain at least 1 item(s))`,
        },
      },
    ],
  })),
  named('3 key password', (s) => upstreamTls({ password: { inline_string: s } })),
  named('3 pkcs12', (s) => upstreamTls({ pkcs12: { inline_bytes: b64(s) } })),
  named('3 key provider', (s) =>
    upstreamTls({
      private_key_provider: {
        provider_name: 'p',
        typed_config: { '@type': type('google.protobuf.StringValue'), value: s },
      },
    }),
  ),
  named('4 session tickets', (s) => secret({ session_ticket_keys: { keys: [{ inline_bytes: b64(s) }] } })),
  named('5 generic secret', (s) => secret({ generic_secret: { secret: { inline_string: s } } })),
  named('5 generic secrets', (s) => secret({ generic_secret: { secrets: { name_1: { inline_string: s } } } })),
  named('7 oct JWKS', (s) =>
    typed('envoy.extensions.filters.http.jwt_authn.v3.JwtAuthentication', {
      providers: {
        'origins-0': {
          issuer: 'i',
          local_jwks: { inline_string: JSON.stringify({ keys: [{ kty: 'oct', kid: '1', k: b64(s) }] }) },
        },
      },
    }),
  ),
  named('7 private JWKS, bytes', (s) =>
    typed('envoy.extensions.filters.http.jwt_authn.v3.JwtAuthentication', {
      providers: {
        p: { local_jwks: { inline_bytes: b64(JSON.stringify({ keys: [{ kty: 'RSA', n: 'abc', e: 'AQAB', d: s }] })) } },
      },
    }),
  ),
  named('7 JWKS that is no JSON', (s) =>
    typed('envoy.extensions.filters.http.jwt_authn.v3.JwtAuthentication', {
      providers: { p: { local_jwks: { inline_string: `{"keys": [${s}` } } },
    }),
  ),
  named('8 basic auth', (s) =>
    typed('envoy.extensions.filters.http.basic_auth.v3.BasicAuth', { users: { inline_string: `user1:${s}` } }),
  ),
  named('9 API key', (s) =>
    typed('envoy.extensions.filters.http.api_key_auth.v3.ApiKeyAuth', { credentials: [{ key: s, client: 'x' }] }),
  ),
  named('10 Authorization to add', (s) => routes({ request_headers_to_add: [header('Authorization', `Bearer ${s}`)] })),
  named('10 Basic to add', (s) =>
    routes({ request_headers_to_add: [header('authorization', `Basic ${b64(`user:${s}`)}`)] }),
  ),
  named('10 X-API-Key, raw', (s) =>
    routes({ request_headers_to_add: [{ header: { key: 'X-API-Key', raw_value: b64(s) } }] }),
  ),
  named('10 Set-Cookie to add', (s) =>
    routes({}, { response_headers_to_add: [header('Set-Cookie', `session=${s.replace(/[;,\s"]/g, '')}; Path=/`)] }),
  ),
  named('10 weighted cluster', (s) =>
    routes({
      route: {
        weighted_clusters: {
          clusters: [{ name: 'c', weight: 1, request_headers_to_add: [header('x-auth-token', s)] }],
        },
      },
    }),
  ),
  named('10 health check', (s) =>
    cluster({
      health_checks: [{ http_health_check: { path: '/', request_headers_to_add: [header('x-api-key', s)] } }],
    }),
  ),
  named('10 tunnel', (s) =>
    listenerState({
      filter_chains: [
        {
          filters: [
            {
              name: 't',
              typed_config: {
                '@type': type('envoy.extensions.filters.network.tcp_proxy.v3.TcpProxy'),
                tunneling_config: { headers_to_add: [header('proxy-authorization', s)] },
              },
            },
          ],
        },
      ],
    }),
  ),
  named('11 ext_authz headers', (s) =>
    typed('envoy.extensions.filters.http.ext_authz.v3.ExtAuthz', {
      http_service: { authorization_request: { headers_to_add: [{ key: 'x-client-secret', value: s }] } },
    }),
  ),
  named('12 gRPC metadata', (s) =>
    typed('envoy.extensions.filters.http.ext_authz.v3.ExtAuthz', {
      grpc_service: { envoy_grpc: { cluster_name: 'c' }, initial_metadata: [{ key: 'x-plain', value: s }] },
    }),
  ),
  named('13 access token', (s) =>
    typed('envoy.extensions.filters.http.ext_authz.v3.ExtAuthz', {
      grpc_service: { google_grpc: { call_credentials: [{ access_token: s }] } },
    }),
  ),
  named('13 refresh token', (s) =>
    typed('envoy.extensions.filters.http.ext_authz.v3.ExtAuthz', {
      grpc_service: { google_grpc: { call_credentials: [{ google_refresh_token: s }] } },
    }),
  ),
  named('13 JSON key', (s) =>
    typed('envoy.extensions.filters.http.ext_authz.v3.ExtAuthz', {
      grpc_service: { google_grpc: { call_credentials: [{ service_account_jwt_access: { json_key: s } }] } },
    }),
  ),
  named('13 IAM token', (s) =>
    typed('envoy.extensions.filters.http.ext_authz.v3.ExtAuthz', {
      grpc_service: {
        google_grpc: { call_credentials: [{ google_iam: { authorization_token: s, authority_selector: 'a' } }] },
      },
    }),
  ),
  named('14 ext_authz context', (s) =>
    routes({
      typed_per_filter_config: {
        'envoy.filters.http.ext_authz': {
          '@type': type('envoy.extensions.filters.http.ext_authz.v3.ExtAuthzPerRoute'),
          check_settings: { context_extensions: { any: s } },
        },
      },
    }),
  ),
  named('15 AWS', (s) =>
    typed('envoy.extensions.filters.http.aws_request_signing.v3.AwsRequestSigning', {
      credential_provider: { inline_credential: { access_key_id: 'x1', secret_access_key: s } },
    }),
  ),
  named('15 AWS session', (s) =>
    typed('envoy.extensions.filters.http.aws_request_signing.v3.AwsRequestSigning', {
      credential_provider: { inline_credential: { session_token: s } },
    }),
  ),
  named('17 redis', (s) =>
    cluster({
      typed_extension_protocol_options: {
        r: {
          '@type': type('envoy.extensions.filters.network.redis_proxy.v3.RedisProtocolOptions'),
          auth_password: { inline_string: s },
        },
      },
    }),
  ),
  named('19 SkyWalking', (s) =>
    typed('envoy.config.trace.v3.SkyWalkingConfig', { client_config: { backend_token: s } }),
  ),
  named('19 Lightstep', (s) => node({ PROXY_CONFIG: { tracing: { lightstep: { accessToken: s } } } })),
  named('20 Lua', (s) =>
    typed('envoy.extensions.filters.http.lua.v3.Lua', {
      default_source_code: { inline_string: `local k = ${JSON.stringify(s)}\nfunction envoy_on_request(h) end` },
    }),
  ),
  named('20 Lua, old', (s) => typed('envoy.extensions.filters.http.lua.v3.Lua', { inline_code: `-- ${s}` })),
  named('20 Lua of a route', (s) =>
    routes({
      typed_per_filter_config: {
        lua: {
          '@type': type('envoy.extensions.filters.http.lua.v3.LuaPerRoute'),
          source_code: { inline_string: `x = '${s}'` },
        },
      },
    }),
  ),
  named('20 Lua sources', (s) =>
    typed('envoy.extensions.filters.http.lua.v3.Lua', { source_codes: { 'a.lua': { inline_string: `x = '${s}'` } } }),
  ),
  named('21 Wasm configuration', (s) =>
    typed('envoy.extensions.filters.http.wasm.v3.Wasm', {
      config: { configuration: { '@type': type('google.protobuf.StringValue'), value: JSON.stringify({ a: s }) } },
    }),
  ),
  named('21 Wasm VM', (s) =>
    typed('envoy.extensions.filters.http.wasm.v3.Wasm', {
      config: { vm_config: { environment_variables: { key_values: { A: s } }, runtime: 'envoy.wasm.runtime.v8' } },
    }),
  ),
  named('21 Wasm address', (s) =>
    typed('envoy.extensions.filters.http.wasm.v3.Wasm', {
      config: {
        vm_config: { code: { remote: { http_uri: { uri: `https://a.example/b?c=${encodeURIComponent(s)}` } } } },
      },
    }),
  ),
  named('21 Go plugin', (s) =>
    typed('envoy.extensions.filters.http.golang.v3alpha.Config', {
      plugin_config: { '@type': type('xds.type.v3.TypedStruct'), value: { a: s } },
    }),
  ),
  named('21 dynamic module', (s) =>
    typed('envoy.extensions.filters.http.dynamic_modules.v3.DynamicModuleFilter', {
      filter_config: { '@type': type('google.protobuf.StringValue'), value: s },
    }),
  ),
  named('22 pull secret', (s) => node({ ISTIO_META_WASM_IMAGE_PULL_SECRET: s })),
  named('24 metadata', (s) => routes({ metadata: { filter_metadata: { 'com.example.mine': { a: { b: [s] } } } } })),
  named('24 metadata, Lua', (s) =>
    routes({ metadata: { filter_metadata: { 'envoy.filters.http.lua': { name: s } } } }),
  ),
  named('24 typed metadata', (s) =>
    routes({ metadata: { typed_filter_metadata: { x: { '@type': type('com.example.Mine'), name: s } } } }),
  ),
  named('24 secret in Istio metadata', (s) => routes({ metadata: { filter_metadata: { istio: { api_token: s } } } })),
  named('25 header match', (s) =>
    routes({ match: { prefix: '/', headers: [{ name: 'x-api-key', string_match: { exact: s } }] } }),
  ),
  named('25 header match, old', (s) =>
    routes({ match: { prefix: '/', headers: [{ name: 'authorization', exact_match: `Bearer ${s}` }] } }),
  ),
  named('25 query match', (s) =>
    routes({ match: { prefix: '/', query_parameters: [{ name: 'access_token', string_match: { prefix: s } }] } }),
  ),
  named('25 cookie match', (s) =>
    routes({
      match: {
        prefix: '/',
        headers: [{ name: 'cookie', string_match: { contains: `session=${s.replace(/[;,\s"]/g, '')}` } }],
      },
    }),
  ),
  named('25 RBAC header', (s) =>
    typed('envoy.extensions.filters.http.rbac.v3.RBAC', {
      rules: { policies: { p: { permissions: [{ header: { name: 'x-api-key', string_match: { exact: s } } }] } } },
    }),
  ),
  named('26 regex', (s) =>
    routes({
      match: {
        prefix: '/',
        headers: [
          { name: 'x-api-key', string_match: { safe_regex: { regex: `^abcd${s.replace(/[^A-Za-z0-9]/g, '.')}$` } } },
        ],
      },
    }),
  ),
  named('29 node environment', (s) => node({ MY_SETTING: s })),
  named('29 proxy metadata', (s) => node({ PROXY_CONFIG: { proxyMetadata: { ANY_NAME: s } } })),
  named('29 annotation', (s) => node({ ANNOTATIONS: { 'example.com/any': s } })),
  named('29 last applied', (s) =>
    node({ ANNOTATIONS: { 'kubectl.kubernetes.io/last-applied-configuration': APPLIED(s) } }),
  ),
  named('29 last applied, broken', (s) =>
    node({ ANNOTATIONS: { 'kubectl.kubernetes.io/last-applied-configuration': `{"a": ${JSON.stringify(s)}` } }),
  ),
  named('32 userinfo', (s) =>
    typed('envoy.extensions.filters.http.jwt_authn.v3.JwtAuthentication', {
      providers: {
        p: { remote_jwks: { http_uri: { uri: `https://user:${encodeURIComponent(s)}@idp.example/keys` } } },
      },
    }),
  ),
  named('34 runtime', (s) => ({
    '@type': type('envoy.admin.v3.BootstrapConfigDump'),
    bootstrap: { layered_runtime: { layers: [{ name: 'l', static_layer: { my: { db_password: s } } }] } },
  })),
  named('35 embedded bootstrap', (s) => ({
    '@type': type('envoy.admin.v3.ServerInfo'),
    command_line_options: { config_yaml: `node:\n  metadata:\n    MINE: ${JSON.stringify(s)}\n` },
  })),
  named('unknown field', (s) => routes({ some_new_field: { name: s } })),
  named('unknown field, bytes', (s) => routes({ some_new_field: [{ inline_bytes: b64(s) }] })),
  named('unknown type', (s) => typed('com.example.filters.Mine', { name: s })),
  named('unknown TypedStruct', (s) =>
    typed('xds.type.v3.TypedStruct', { type_url: type('com.example.Mine'), value: { name: s } }),
  ),
  named('Kubernetes Secret', (s) => ({
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: { name: 'a' },
    data: { a: b64(s) },
  })),
  named('Kubernetes ConfigMap', (s) => ({
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name: 'a' },
    data: { a: s },
  })),
  named('Kubernetes, another kind', (s) => ({
    apiVersion: 'v1',
    kind: 'Thing',
    metadata: { name: 'a' },
    spec: { name: s },
  })),
  named('VirtualService header', (s) => ({
    apiVersion: 'networking.istio.io/v1',
    kind: 'VirtualService',
    metadata: { name: 'a' },
    spec: { http: [{ match: [{ headers: { 'x-api-key': { exact: s } } }] }] },
  })),
  named('EnvoyFilter', (s) => ({
    apiVersion: 'networking.istio.io/v1alpha3',
    kind: 'EnvoyFilter',
    metadata: { name: 'a' },
    spec: { configPatches: [{ patch: { operation: 'MERGE', value: { typed_config: { inlineCode: `-- ${s}` } } } }] },
  })),
  named('11 custom tag', (s) =>
    filter('t', {
      '@type': type('envoy.extensions.filters.network.http_connection_manager.v3.HttpConnectionManager'),
      tracing: { custom_tags: [{ tag: 'api_key', literal: { value: s } }] },
    }),
  ),
  named('10 header mutation', (s) =>
    typed('envoy.extensions.filters.http.header_mutation.v3.HeaderMutation', {
      mutations: { request_mutations: [{ append: { header: { key: 'authorization', value: s } } }] },
    }),
  ),
  named('Kubernetes Pod', (s) => ({
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'a' },
    spec: { containers: [{ name: 'c', env: [{ name: 'ANY', value: s }], args: [s] }] },
  })),
  named('HTTPRoute header', (s) => ({
    apiVersion: 'gateway.networking.k8s.io/v1',
    kind: 'HTTPRoute',
    metadata: { name: 'a' },
    spec: {
      rules: [{ filters: [{ requestHeaderModifier: { set: [{ name: 'Authorization', value: s }] } }] }],
    },
  })),
  named('RequestAuthentication key', (s) => ({
    apiVersion: 'security.istio.io/v1',
    kind: 'RequestAuthentication',
    metadata: { name: 'a' },
    spec: { jwtRules: [{ issuer: 'i', jwks: JSON.stringify({ keys: [{ kty: 'oct', k: s }] }) }] },
  })),
  shaped('23 body', (s) => routes({ direct_response: { status: 200, body: { inline_string: `hello ${s}` } } })),
  shaped('23 body, bytes', (s) =>
    routes({ direct_response: { status: 200, body: { inline_bytes: b64(`hello ${s}`) } } }),
  ),
  shaped('25 header of any name', (s) =>
    routes({ match: { prefix: '/', headers: [{ name: 'x-any', string_match: { exact: s } }] } }),
  ),
  shaped('10 header of any name', (s) => routes({ request_headers_to_add: [header('x-any', s)] })),
  shaped('33 path', (s) => routes({ match: { path: `/hooks/${s.split('\n')[0] ?? ''}` } })),
  shaped('34 log format', (s) =>
    filter('l', {
      '@type': type('envoy.extensions.access_loggers.file.v3.FileAccessLog'),
      log_format: { text_format_source: { inline_string: `%REQ(X)% ${s}\n` } },
    }),
  ),
  shaped('20 in base64', (s) =>
    routes({
      match: {
        prefix: '/',
        headers: [{ name: 'x-any', string_match: { exact: b64(`{"a": "${s.split('\n')[0] ?? ''}"}`) } }],
      },
    }),
  ),
];

/** A dump of these sections. */
export function dumpWith(sections: readonly unknown[]): unknown {
  return { configs: sections };
}

/** What `istioctl pc` makes of the same: every field in camelCase, names of people as they are. */
export function camelCased(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(camelCased);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [
      /^[a-z0-9]+(?:_[a-z0-9]+)+$/.test(key)
        ? key.replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase())
        : key,
      camelCased(inner),
    ]),
  );
}
