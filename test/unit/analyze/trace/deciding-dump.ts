/** A small dump in which everything that decides occurs once at least, and requests that reach it. */
import type { RequestInput } from '../../../../lib/matching/index.ts';

const type = (name: string): { readonly '@type': string } => ({ '@type': `type.googleapis.com/${name}` });
const INPUTS = 'envoy.extensions.matching.common_inputs.network.v3';
const input = (name: string): object => ({ name, typed_config: type(`${INPUTS}.${name}`) });
const chainNamed = (value: string): object => ({
  action: { name: 'chain', typed_config: { ...type('google.protobuf.StringValue'), value } },
});

const RBAC = {
  name: 'envoy.filters.http.rbac',
  typed_config: {
    ...type('envoy.extensions.filters.http.rbac.v3.RBAC'),
    rules: {
      action: 'DENY',
      policies: {
        admin: {
          permissions: [
            {
              and_rules: {
                rules: [
                  { or_rules: { rules: [{ url_path: { path: { prefix: '/admin' } } }, { destination_port: 9999 }] } },
                  { not_rule: { header: { name: 'x-pass', string_match: { exact: 'yes' } } } },
                ],
              },
            },
          ],
          principals: [{ any: true }],
        },
        network: {
          permissions: [{ header: { name: ':path', string_match: { safe_regex: { regex: '/internal/.*' } } } }],
          principals: [
            { and_ids: { ids: [{ remote_ip: { address_prefix: '10.0.0.0', prefix_len: 8 } }, { any: true }] } },
            { or_ids: { ids: [{ not_id: { any: true } }, { header: { name: 'x-bad', present_match: true } }] } },
          ],
        },
      },
    },
  },
};

const to = (cluster: string): object => ({ route: { cluster } });
const ROUTES = [
  { name: 'header', match: { prefix: '/h', headers: [{ name: 'x-a', string_match: { exact: '1' } }] }, ...to('a') },
  {
    name: 'range',
    match: { prefix: '/h', headers: [{ name: 'x-n', range_match: { start: '1', end: '9' }, invert_match: true }] },
    ...to('b'),
  },
  {
    name: 'query',
    match: {
      path: '/q',
      query_parameters: [{ name: 'v', string_match: { prefix: 'x' } }],
      cookies: [{ name: 'c', string_match: { contains: 'k' } }],
    },
    ...to('a'),
  },
  { name: 'regex', match: { safe_regex: { regex: '/r/[0-9]+' }, grpc: {} }, ...to('a') },
  {
    name: 'share',
    match: { prefix: '/s', runtime_fraction: { default_value: { numerator: 100, denominator: 'HUNDRED' } } },
    ...to('b'),
  },
  { name: 'cert', match: { prefix: '/t', tls_context: { presented: false } }, ...to('b') },
  {
    name: 'weighted',
    match: { prefix: '/w' },
    route: {
      weighted_clusters: {
        clusters: [
          { name: 'a', weight: 90 },
          { name: 'b', weight: 10 },
        ],
      },
    },
  },
  { name: 'rest', match: { prefix: '/' }, ...to('rest') },
];

function http(name: string): object {
  return {
    name: 'envoy.filters.network.http_connection_manager',
    typed_config: {
      ...type('envoy.extensions.filters.network.http_connection_manager.v3.HttpConnectionManager'),
      stat_prefix: name,
      use_remote_address: true,
      http_filters: [
        RBAC,
        {
          name: 'envoy.filters.http.router',
          typed_config: type('envoy.extensions.filters.http.router.v3.Router'),
        },
      ],
      route_config: {
        name,
        virtual_hosts: [
          { name: 'all', domains: ['*'], routes: ROUTES.map((route) => ({ ...route, name: `${name} ${route.name}` })) },
        ],
      },
    },
  };
}

const tcp = (name: string): object => ({
  name: 'envoy.filters.network.tcp_proxy',
  typed_config: {
    ...type('envoy.extensions.filters.network.tcp_proxy.v3.TcpProxy'),
    stat_prefix: name,
    weighted_clusters: {
      clusters: [
        { name: 'a', weight: 1 },
        { name: 'b', weight: 1 },
      ],
    },
  },
});

function listener(name: string, port: number, rest: object): object {
  return {
    name,
    active_state: {
      listener: { name, address: { socket_address: { address: '0.0.0.0', port_value: port } }, ...rest },
    },
  };
}

const MATCHED = listener('matched', 8080, {
  filter_chains: [
    {
      name: 'inside',
      filter_chain_match: { source_prefix_ranges: [{ address_prefix: '10.0.0.0', prefix_len: 8 }] },
      filters: [http('inside')],
    },
    {
      name: 'raw',
      filter_chain_match: { source_prefix_ranges: [{ address_prefix: '192.168.0.0', prefix_len: 16 }] },
      filters: [tcp('raw')],
    },
  ],
  default_filter_chain: { name: 'outside', filters: [http('outside')] },
});

const TREE = listener('tree', 8081, {
  filter_chain_matcher: {
    matcher_list: {
      matchers: [
        {
          predicate: {
            and_matcher: {
              predicate: [
                { single_predicate: { input: input('SourceIPInput'), value_match: { prefix: '10.' } } },
                {
                  not_matcher: {
                    single_predicate: { input: input('DestinationPortInput'), value_match: { exact: '9999' } },
                  },
                },
              ],
            },
          },
          on_match: chainNamed('inside'),
        },
      ],
    },
    on_no_match: {
      matcher: {
        matcher_tree: {
          input: input('DestinationPortInput'),
          exact_match_map: { map: { 8081: chainNamed('outside') } },
        },
      },
    },
  },
  filter_chains: [
    { name: 'inside', filters: [http('tree inside')] },
    { name: 'outside', filters: [http('tree outside')] },
    { name: 'other', filters: [http('other')] },
  ],
});

const PATHS = ['/h', '/q?v=x1', '/r/12', '/s', '/t', '/w', '/admin/x', '/internal/y', '/else'] as const;

export const decidingRequests: readonly RequestInput[] = [8080, 8081].flatMap((port) =>
  ['10.1.2.3', '172.16.0.1', '192.168.3.4'].flatMap((sourceIp) =>
    PATHS.flatMap((path) =>
      [{}, { 'x-a': '1', 'x-n': '3', cookie: 'c=ok', 'content-type': 'application/grpc' }, { 'x-pass': 'yes' }].map(
        (headers) => ({ scheme: 'http' as const, port, authority: 'a.example', path, headers, sourceIp }),
      ),
    ),
  ),
);

/** A fresh copy. */
export function decidingDump(): unknown {
  const section = (name: string, rest: object): object => ({ ...type(`envoy.admin.v3.${name}`), ...rest });
  return structuredClone({
    configs: [
      section('BootstrapConfigDump', { bootstrap: { node: { id: 'x' } } }),
      section('ClustersConfigDump', {
        dynamic_active_clusters: ['a', 'b', 'rest', 'other'].map((name) => ({
          cluster: { name, type: 'STATIC', connect_timeout: '1s' },
        })),
      }),
      section('ListenersConfigDump', { dynamic_listeners: [MATCHED, TREE] }),
      section('RoutesConfigDump', {}),
    ],
  });
}
