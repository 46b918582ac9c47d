/** Envoy's response flags (envoy/config/accesslog, "RESPONSE_FLAGS"; reference/envoy-semantics.md section 6) in words. */
import type { LoggedRequest } from './parse-line.ts';

const FLAGS: ReadonlyMap<string, string> = new Map([
  ['NR', 'no route, or no filter chain, takes the request'],
  ['NC', 'the route names a cluster that the proxy does not have'],
  ['UH', 'the cluster has no healthy endpoint'],
  ['UF', 'connecting to the endpoint failed'],
  ['UO', 'a circuit breaker of the cluster is open (overflow)'],
  ['UT', 'the endpoint did not answer within the timeout of the route'],
  ['UC', 'the endpoint closed the connection before it answered'],
  ['UR', 'the endpoint reset the stream'],
  ['URX', 'all retries, or connection attempts, were used up'],
  ['DC', 'the client closed the connection before the answer'],
  ['DPE', 'the client did not speak HTTP as this port expects it'],
  ['DT', 'the request or connection lasted longer than allowed'],
  ['LR', 'the connection was reset locally'],
  ['LH', 'the endpoint failed its health check'],
  ['FI', 'an injected fault answered it'],
  ['DI', 'an injected fault delayed it'],
  ['RL', 'a rate limit answered it'],
  ['RLSE', 'the rate limit service failed'],
  ['UAEX', 'the external authorization service denied it, or failed'],
  ['SI', 'the stream was idle for too long'],
  ['IH', 'a header has a value that is not allowed'],
  ['UMSDR', 'the request reached its maximum duration'],
  ['UPE', 'the endpoint did not speak HTTP as expected'],
  ['OM', 'the overload manager ended it'],
  ['DF', 'the name of the endpoint could not be resolved'],
  ['NFCF', 'the filter configuration is missing'],
]);

const DETAILS: readonly (readonly [start: RegExp, words: (match: RegExpExecArray) => string])[] = [
  [/^rbac_access_denied_matched_policy\[(.*)\]$/, ([, policy = '']) => rbacWords(policy)],
  [
    /^jwt_authn_access_denied\{(.*)\}$/,
    ([, why = '']) => `the JWT is missing or not valid (${why.replaceAll('_', ' ')})`,
  ],
  [/^ext_authz_(?:denied|error)/, () => 'the external authorization service denied it, or failed'],
  [/^direct_response$/, () => 'the route answers itself'],
  [/^filter_chain_not_found$/, () => 'no filter chain takes the connection'],
  [/^path_normalization_failed$/, () => 'the path cannot be normalized'],
  [/^absolute_path_rejected$/, () => 'the path does not begin with a slash'],
  [/^upgrade_failed$/, () => 'the upgrade is not allowed'],
];

function rbacWords(policy: string): string {
  const [, namespace, name, rule] = /^ns\[(.*?)\]-policy\[(.*?)\]-rule\[(\d+)\]$/.exec(policy) ?? [];
  if (namespace === undefined) return 'no ALLOW rule of an AuthorizationPolicy lets it pass';
  return `AuthorizationPolicy ${namespace}/${name ?? ''} rules[${rule ?? ''}] denies it`;
}

/** What the line itself says of the cause. */
export function causeWords({ flags, details, status, upstreamFailure }: LoggedRequest): string {
  for (const [start, words] of DETAILS) {
    const match = start.exec(details ?? '');
    if (match !== null) return words(match);
  }
  const known = flags.map((flag) => FLAGS.get(flag) ?? `flag ${flag}, which is not known here`);
  const failure = upstreamFailure === null ? '' : ` (${upstreamFailure.replaceAll('_', ' ')})`;
  if (known.length > 0) return known.join('; ') + failure;
  if (details !== null && details !== 'via_upstream') return details.replaceAll('_', ' ');
  return (status ?? 0) >= 500 ? 'the endpoint itself answered with an error' : 'the endpoint answered';
}
