/** Why Envoy would refuse to load a route configuration: what an accepted dump cannot hold, told if it does. */
import type { HeaderTest, Route, RouteConfiguration, StringMatcher } from '../model/index.ts';

export type Rejection =
  /** Domains are compared in lower case over all virtual hosts of the table. */
  | { readonly kind: 'duplicateDomain'; readonly domain: string }
  | { readonly kind: 'noDomains'; readonly virtualHost: string }
  /** A string_match with a regex and ignore_case. */
  | { readonly kind: 'regexWithIgnoreCase'; readonly regex: string };

export function rejectionsOf(config: RouteConfiguration): readonly Rejection[] {
  const seen = new Set<string>();
  const rejections: Rejection[] = [];
  for (const { name, domains, routes } of config.virtualHosts) {
    if (domains.length === 0) rejections.push({ kind: 'noDomains', virtualHost: name });
    for (const domain of domains) {
      const key = domain.toLowerCase();
      if (seen.has(key)) rejections.push({ kind: 'duplicateDomain', domain });
      seen.add(key);
    }
    rejections.push(...routes.flatMap(regexRejections));
  }
  return rejections;
}

function regexRejections({ match }: Route): readonly Rejection[] {
  const tests: readonly (HeaderTest | StringMatcher)[] = [
    ...(match.headers ?? []).map(({ test }) => test),
    ...(match.queryParameters ?? []).map(({ test }) => test),
    ...(match.cookies ?? []).map(({ test }) => test),
  ];
  return tests.flatMap((test) =>
    test.kind === 'regex' && test.ignoreCase === true ? [{ kind: 'regexWithIgnoreCase', regex: test.regex }] : [],
  );
}
