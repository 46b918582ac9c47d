/** Random listeners: connection manager options, virtual hosts and routes with every kind of matcher. */
import type { Raw } from '../support/raw-json.ts';
import type { Random } from './random.ts';
import { randomMatch } from './random-match.ts';

const HCM = 'type.googleapis.com/envoy.extensions.filters.network.http_connection_manager.v3.HttpConnectionManager';
const ROUTER = 'type.googleapis.com/envoy.extensions.filters.http.router.v3.Router';
const DOMAINS = [
  ...'a b a.b b.a aa.b A.B.b a-b.b [::1] a:80 b:8080 1.2.3.4 a.b. a.'.split(' '),
  ...'*.b *.a.b *b *-b.b *.B a.* a* A.b.* b.a.* *:80 *.b:80 *.a.* [::1]:* *]'.split(' '),
];

export function randomListener(random: Random, port: number): Raw {
  const hcm = {
    '@type': HCM,
    stat_prefix: 's',
    ...randomOptions(random),
    route_config: randomRouteConfig(random, port),
    http_filters: [{ name: 'router', typed_config: { '@type': ROUTER } }],
  };
  return {
    name: `l${String(port)}`,
    address: { socket_address: { address: '127.0.0.1', port_value: port } },
    filter_chains: [{ filters: [{ name: 'hcm', typed_config: hcm }] }],
  };
}

function randomOptions(random: Random): Raw {
  const options: Record<string, unknown> = {};
  if (random.once(2)) options['normalize_path'] = true;
  if (random.once(3)) options['merge_slashes'] = true;
  if (random.once(3)) {
    options['path_with_escaped_slashes_action'] = random.pick([
      'KEEP_UNCHANGED',
      'REJECT_REQUEST',
      'UNESCAPE_AND_REDIRECT',
      'UNESCAPE_AND_FORWARD',
    ]);
  }
  if (random.once(4)) options['strip_any_host_port'] = true;
  else if (random.once(4)) options['strip_matching_host_port'] = true;
  if (random.once(4)) options['strip_trailing_host_dot'] = true;
  if (random.once(2)) options['use_remote_address'] = true;
  if (random.once(4)) options['xff_num_trusted_hops'] = 1;
  if (random.once(6)) options['scheme_header_transformation'] = { scheme_to_overwrite: random.pick(['http', 'https']) };
  if (random.once(4)) options['upgrade_configs'] = [{ upgrade_type: 'websocket' }];
  if (random.once(4)) options['http_protocol_options'] = { accept_http_10: true };
  if (random.once(5)) {
    const action = random.pick(['REJECT_REQUEST', 'DROP_HEADER', 'ALLOW']);
    options['common_http_protocol_options'] = { headers_with_underscores_action: action };
  }
  return options;
}

function randomRouteConfig(random: Random, port: number): Raw {
  const seen = new Set<string>();
  const domains = random
    .some(1, 9, () => random.pick(DOMAINS))
    .filter((domain) => {
      const fresh = !seen.has(domain.toLowerCase());
      seen.add(domain.toLowerCase());
      return fresh;
    });
  if (!random.once(4)) domains.push('*');
  const hosts: Raw[] = [];
  while (domains.length > 0) hosts.push(randomHost(random, domains.splice(0, 1 + random.below(2)), hosts.length));
  return {
    name: `rc${String(port)}`,
    virtual_hosts: hosts,
    ...(random.once(3) ? { ignore_port_in_host_matching: true } : {}),
    ...(random.once(3) ? { ignore_path_parameters_in_path_matching: true } : {}),
    ...(random.once(8) ? { vhost_header: 'x-a' } : {}),
  };
}

function randomHost(random: Random, domains: readonly string[], host: number): Raw {
  let index = 0;
  const routes = random.some(0, 12, () => {
    const match = randomMatch(random);
    return { match, ...randomAction(random, `${String(host)}/${String(index++)}`, match) };
  });
  return {
    name: `h${String(host)}`,
    domains,
    routes,
    ...(random.once(12) ? { require_tls: random.pick(['ALL', 'EXTERNAL_ONLY']) } : {}),
  };
}

/** Most routes answer with their position, some with a redirect; Envoy takes no prefix_rewrite beside a template. */
function randomAction(random: Random, position: string, match: Raw): Raw {
  if (!random.once(6)) return { direct_response: { status: 200, body: { inline_string: position } } };
  const redirect: Record<string, unknown> = {};
  if (random.once(3)) redirect['https_redirect'] = true;
  else if (random.once(4)) redirect['scheme_redirect'] = random.pick(['http', 'https', 'ftp']);
  if (random.once(3)) redirect['host_redirect'] = random.pick(['other', 'other:81']);
  if (random.once(4)) redirect['port_redirect'] = random.pick([80, 443, 8080]);
  if (random.once(3)) redirect['path_redirect'] = random.pick(['/np', '/np?z=1', 'np', '']);
  else if (random.once(3) && match['path_match_policy'] === undefined)
    redirect['prefix_rewrite'] = random.pick(['/', '/p', '/p/', '']);
  else if (random.once(3)) {
    const regex = random.pick(['a', '/(a+)', '[^/]+', '(?i)b']);
    redirect['regex_rewrite'] = { pattern: { regex }, substitution: random.pick(['x', '\\0\\0', '/\\1$1', '']) };
  }
  if (random.once(3)) redirect['strip_query'] = true;
  if (random.once(3)) redirect['response_code'] = random.pick(['FOUND', 'SEE_OTHER', 'TEMPORARY_REDIRECT']);
  return { redirect };
}
