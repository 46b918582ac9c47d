import type { Filter } from '../../model/index.ts';
import type { AdmittedRequest } from '../../matching/index.ts';
import { member } from './raw.ts';

/** Places beside the Authorization header and `access_token` that a provider may be told to read a token from. */
const OTHER_PLACES = /^from_?(?:headers|params|cookies)$/i;

/**
 * True when the filter certainly lets a request pass unchanged: whichever rule it falls under allows a missing token, as
 * Istio's RequestAuthentication writes it, and the request carries none where Envoy looks by default.
 * Source: envoy.extensions.filters.http.jwt_authn.v3.JwtAuthentication.
 */
export function jwtStaysSilent({ config }: Filter, request: AdmittedRequest): boolean {
  if (!asksForNothing(config)) return false;
  const authorization = request.headers.get('authorization');
  return Array.isArray(authorization) && authorization.length === 0 && !request.query().has('access_token');
}

const answers = new WeakMap<object, boolean>();

/** Looked at once: a batch asks it of every request. */
function asksForNothing(config: unknown): boolean {
  if (typeof config !== 'object' || config === null) return false;
  let answer = answers.get(config);
  if (answer === undefined)
    answers.set(config, (answer = looksOnlyWhereUsual(config) && everyRuleAllowsMissing(config)));
  return answer;
}

function looksOnlyWhereUsual(config: object): boolean {
  const providers = member(config, 'providers') ?? {};
  const isUsual = (provider: unknown): boolean =>
    typeof provider === 'object' && provider !== null && !Object.keys(provider).some((name) => OTHER_PLACES.test(name));
  return typeof providers === 'object' && Object.values(providers).every(isUsual);
}

function everyRuleAllowsMissing(config: object): boolean {
  // Requirements by name are chosen elsewhere: by a route, or by what an earlier filter left.
  if (either(config, 'requirementMap', 'requirement_map') !== undefined) return false;
  if (either(config, 'filterStateRules', 'filter_state_rules') !== undefined) return false;
  const rules = member(config, 'rules') ?? [];
  return Array.isArray(rules) && rules.every(ruleAllowsMissing);
}

function ruleAllowsMissing(rule: unknown): boolean {
  if (typeof rule !== 'object' || rule === null) return false;
  if (either(rule, 'requirementName', 'requirement_name') !== undefined) return false;
  const requirement = member(rule, 'requires');
  return requirement === undefined || allowsMissing(requirement);
}

/** What a JwtRequirement says of a request without any token. */
function allowsMissing(requirement: unknown): boolean {
  if (either(requirement, 'allowMissing', 'allow_missing') !== undefined) return true;
  if (either(requirement, 'allowMissingOrFailed', 'allow_missing_or_failed') !== undefined) return true;
  const any = member(either(requirement, 'requiresAny', 'requires_any'), 'requirements');
  if (Array.isArray(any)) return any.some(allowsMissing);
  const all = member(either(requirement, 'requiresAll', 'requires_all'), 'requirements');
  return Array.isArray(all) && all.length > 0 && all.every(allowsMissing);
}

/** Typed configurations have lower camel names, but below a TypedStruct they keep the dump's spelling. */
function either(value: unknown, camel: string, snake: string): unknown {
  return member(value, camel) ?? member(value, snake);
}
