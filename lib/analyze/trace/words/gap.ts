/** What keeps an answer open, in words. */
import type { MatchGap, RequestFact } from '../../../matching/index.ts';

const FACTS = {
  alpn: 'the ALPN protocols that the client offers',
  authority: 'the host',
  clientCertificate: 'whether the client shows a certificate (--client-cert)',
  destinationIp: 'the address that the client connects to',
  internal: 'whether Envoy takes the client for an internal one',
  path: 'the path',
  port: 'the port (--port)',
  random: 'the random number of the request',
  sourceIp: 'the address of the client (--source-ip)',
  sourcePort: 'the port of the client',
} as const satisfies Record<RequestFact, string>;

const REGEX_WHY = {
  syntax: 'is not understood by the RE2 engine at hand',
  size: 'is too big to be run',
  subject: 'would be run on bytes that are no valid UTF-8',
  folding: 'folds case in a way that cannot be reproduced',
} as const;

const RESOURCES = {
  listener: 'listener on port',
  routeConfig: 'route configuration',
  cluster: 'cluster',
  endpoints: 'endpoints of',
  routes: 'list of all routes of virtual host',
  virtualHosts: 'list of all virtual hosts of',
  filterChain: 'filter chain',
  virtualHost: 'virtual host for domain',
} as const;

/** A clause without a full stop: "it depends on …", "the field … is not modeled". */
export function gapWords(gap: MatchGap): string {
  switch (gap.kind) {
    case 'unsupported':
      return `the condition ${gap.field} cannot be decided from the configuration`;
    case 'redacted':
      return `the ${gap.field} was redacted from the input`;
    case 'regex':
      return `the regex ${gap.regex} ${REGEX_WHY[gap.why]}`;
    case 'dynamicMetadata':
      return 'it depends on dynamic metadata that an earlier filter sets, such as the claims of a JWT';
    case 'filterState':
      return 'it depends on filter state that an earlier filter sets';
    case 'fraction':
      return fractionWords(gap);
    case 'headerValue':
      return `Envoy itself writes the header ${gap.name}`;
    case 'requestFact':
      return `it depends on ${FACTS[gap.fact]}, which the request does not say`;
    case 'absent':
      return `the ${RESOURCES[gap.resource]} ${gap.name} is not in the input`;
    case 'damaged':
      return `the input is damaged (${gap.where}), and what stands around the damage may belong elsewhere`;
    case 'several':
      return `more than one ${RESOURCES[gap.resource]} ${gap.name} fits`;
  }
}

function fractionWords({
  numerator,
  denominator,
  runtimeKey = '',
}: Extract<MatchGap, { readonly kind: 'fraction' }>): string {
  const share = `${String((numerator * 100) / denominator)} % of requests match`;
  return runtimeKey === '' ? share : `${share}, unless the runtime key ${runtimeKey} says otherwise`;
}
