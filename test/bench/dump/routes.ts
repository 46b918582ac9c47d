/** The routes of a VirtualService as istiod writes them, in the kinds and proportions of a large real gateway. */
import { Random } from '../../oracle/random.ts';
import type { Service, VirtualService } from './plan.ts';

const PATHS =
  '/ /api /api/ /api/v1 /api/v1/users /v2 /v2/orders /a /a/b /a/b/c /login /static /cart /cart/items /healthz /files.txt'.split(
    ' ',
  );
const REGEXES = ['/img/.*\\.(png|jpg)', '/(en|ko|de)/.*', '/user/[0-9]+', '/x(?i)y.*', '/api/v[12]/.*', '.*'];
const WORDS = ['a', 'b', 'beta', 'true'];
const PREVIOUS_HOSTS = {
  name: 'envoy.retry_host_predicates.previous_hosts',
  typed_config: {
    '@type': 'type.googleapis.com/envoy.extensions.retry.host.previous_hosts.v3.PreviousHostsPredicate',
  },
};

interface Match {
  readonly prefix?: string;
  readonly path?: string;
  readonly safe_regex?: { readonly regex: string };
}

export type MadeRoute = { readonly match: Match } & Readonly<Record<string, unknown>>;

/** `port` is the server's: istiod names the operation of a split route after it, so that only those differ between servers. */
export function routesOf(made: VirtualService, services: readonly Service[], port: number): MadeRoute[] {
  const random = new Random(made.seed);
  const routes = random.some(1, 7, () => makeRoute(random, made, services, port, makeMatch(random)));
  if (random.once(2)) routes.push(makeRoute(random, made, services, port, { prefix: '/' }));
  return routes;
}

/** What istiod moves behind everything else when it merges the VirtualServices of one host. */
export function takesAll({ match }: MadeRoute): boolean {
  return Object.keys(match).length === 1 && match.prefix === '/';
}

function makeRoute(
  random: Random,
  { name, namespace }: VirtualService,
  services: readonly Service[],
  port: number,
  match: Match,
): MadeRoute {
  const tail = {
    metadata: {
      filter_metadata: {
        istio: { config: `/apis/networking.istio.io/v1/namespaces/${namespace}/virtual-service/${name}` },
      },
    },
    decorator: { operation: `${name}:${String(port)}${pathOf(match)}` },
  };
  const named = random.once(3) ? { name: random.pick(['main', 'canary', 'legacy', 'stable']) } : {};
  const kind = random.below(100);
  if (kind < 5) return { match, ...tail, direct_response: { status: random.pick([200, 403, 503]) }, ...named };
  if (kind < 13) return { match, redirect: redirect(random), ...tail, ...named };
  const edits = random.once(10)
    ? {
        request_headers_to_add: [
          { header: { key: 'x-routed', value: '1' }, append_action: 'OVERWRITE_IF_EXISTS_OR_ADD' },
        ],
        response_headers_to_remove: ['server'],
      }
    : {};
  if (kind < 47) {
    const clusters = split(random).map((weight) => ({ name: destination(random, services).cluster, weight }));
    return {
      match,
      route: forward(random, services, { weighted_clusters: { clusters } }),
      ...tail,
      ...edits,
      ...named,
    };
  }
  const { cluster, address } = destination(random, services);
  const decorator = { operation: `${address}${pathOf(match)}` };
  return { match, route: forward(random, services, { cluster }), ...tail, decorator, ...edits, ...named };
}

function forward(random: Random, services: readonly Service[], to: object): object {
  const timeout = random.once(6) ? '3s' : '0s';
  return {
    ...to,
    ...(random.once(5) ? { prefix_rewrite: random.pick(['/', '/internal', '/v1/']) } : {}),
    timeout,
    retry_policy: {
      retry_on: 'connect-failure,refused-stream,unavailable,cancelled,retriable-status-codes',
      num_retries: 2,
      retry_host_predicate: [PREVIOUS_HOSTS],
      host_selection_retry_max_attempts: '5',
    },
    max_grpc_timeout: timeout,
    ...(random.once(10) ? { request_mirror_policies: [mirror(destination(random, services).cluster)] } : {}),
  };
}

function mirror(cluster: string): object {
  const runtime_fraction = { default_value: { numerator: 100 } };
  return { cluster, runtime_fraction, trace_sampled: false, disable_shadow_host_suffix_append: true };
}

function redirect(random: Random): object {
  const path_redirect = random.pick(['/new', '/moved']);
  return { path_redirect, ...random.pick([{}, { response_code: 'FOUND' }, { response_code: 'PERMANENT_REDIRECT' }]) };
}

function split(random: Random): readonly number[] {
  return random.once(2) ? [70, 30] : [50, 30, 20];
}

/** Now and then a service that is not there, as in real ones. */
function destination(random: Random, services: readonly Service[]): { cluster: string; address: string } {
  const service = random.pick(services);
  const host = random.once(60) ? `ghost-${String(random.below(10))}.nowhere.svc.cluster.local` : service.host;
  const subset = service.subsets.length > 0 && random.once(2) ? random.pick(service.subsets) : '';
  const port = String(service.port);
  return { cluster: `outbound|${port}|${subset}|${host}`, address: `${host}:${port}` };
}

function makeMatch(random: Random): Match {
  const kind = random.below(91);
  const path =
    kind < 62
      ? { prefix: random.once(3) ? '/' : random.pick(PATHS), case_sensitive: true }
      : kind < 81
        ? { path: random.pick(PATHS), case_sensitive: true }
        : { case_sensitive: true };
  return {
    ...path,
    ...(random.below(100) < 37 ? { headers: random.some(1, 2, () => header(random)) } : {}),
    ...(random.below(100) < 12 ? { query_parameters: [parameter(random)] } : {}),
    ...(kind < 81 ? {} : { safe_regex: { regex: random.pick(REGEXES) } }),
  };
}

function header(random: Random): object {
  const kind = random.below(100);
  if (kind < 24) return { name: ':method', string_match: { exact: random.pick(['GET', 'PUT', 'POST']) } };
  if (kind < 34) return { name: ':scheme', string_match: { exact: 'https' } };
  if (kind < 45) return { name: ':authority', string_match: { prefix: random.pick(['a', 'b', 'am']) } };
  if (kind < 52) return { name: random.pick(['x-env', 'x-skip']), present_match: true, invert_match: true };
  const name = random.pick(['x-env', 'x-user', 'cookie', 'end-user']);
  if (kind < 59) {
    return { name, invert_match: true, string_match: { exact: 'true' }, treat_missing_header_as_empty: true };
  }
  const word = random.pick(WORDS);
  return {
    name,
    string_match: random.pick([{ exact: word }, { prefix: word }, { safe_regex: { regex: `${word}.*` } }]),
  };
}

function parameter(random: Random): object {
  const word = random.pick(WORDS);
  const string_match = random.once(2) ? { exact: word } : { safe_regex: { regex: `${word}.*` } };
  return { name: random.pick(['v', 'lang']), string_match };
}

/** As istiod writes it into the operation: a star behind a prefix. */
function pathOf(match: Match): string {
  return match.path ?? match.safe_regex?.regex ?? `${match.prefix ?? ''}*`;
}
