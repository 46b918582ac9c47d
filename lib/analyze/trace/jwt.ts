import type { Filter } from '../../model/index.ts';
import type { AdmittedRequest } from '../../matching/index.ts';

/** Places beside the Authorization header and `access_token` that a provider may be told to read a token from. */
const OTHER_PLACES = /"(?:from_?headers|from_?params|from_?cookies)"/i;
const REQUIREMENT = /"requires"|"requirement_?name"/i;

/**
 * True when the filter certainly lets a request pass unchanged: every requirement allows a missing token, as Istio's
 * RequestAuthentication writes it, and the request carries none where Envoy looks by default.
 */
export function jwtStaysSilent({ config }: Filter, request: AdmittedRequest): boolean {
  const text = textOf(config);
  if (OTHER_PLACES.test(text)) return false;
  const rules = (text.match(/"requires"/g) ?? []).length;
  const missing = (text.match(/"allow_?missing(?:_?or_?failed)?"/gi) ?? []).length;
  if (REQUIREMENT.test(text) && missing < rules) return false;
  if (/"requirement_?name"|"requirement_?map"|"filter_?state_?rules"/i.test(text)) return false;
  const authorization = request.headers.get('authorization');
  return Array.isArray(authorization) && authorization.length === 0 && !request.query().has('access_token');
}

const texts = new WeakMap<object, string>();

/** The configuration as JSON, made once. */
function textOf(config: unknown): string {
  if (typeof config !== 'object' || config === null) return '';
  let text = texts.get(config);
  if (text === undefined) texts.set(config, (text = JSON.stringify(config)));
  return text;
}
