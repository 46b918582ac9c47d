/** Which names say that the value beside them is a credential (reference/reliability-security.md 3.3). */

const ANYWHERE =
  /passw|passphrase|secret|token|credential|api[-_.]?key|access[-_.]?key|private[-_.]?key|signature|jwt|hmac|bearer|(?:^|[-_.])(?:pwd|auth|authorization|sig|sid|session|sessionid|assertion|license|key)$|^(?:x-auth|x-goog-api|x-amz-security|x-amz-signature|x-vault|x-csrf|x-xsrf)|^(?:authorization|proxy-authorization|cookie|set-cookie)$/;

/** Names that hold such a word and no credential. */
const HARMLESS =
  /^:|^(?:sec-websocket-key|idempotency-key|x-idempotency-key|x-forwarded-client-cert|surrogate-key|cache-key|x-cache-key|x-ratelimit-.*|x-rate-limit-.*)$|^(?:x-envoy-|x-b3-|access-control-|grpc-)/;

/** Of headers, query parameters and cookies; `name` in lower case. */
export function isCredentialName(name: string): boolean {
  return ANYWHERE.test(name) && !HARMLESS.test(name);
}

const SECRET_KEY =
  /passw|pwd$|passphrase|secret|token|credential|apikey|accesskey|privatekey|authorization|signingkey|encryptionkey|hmac|session(?:key|id)|clientkey|sharedkey|licen[sc]ekey|connectionstring|jwt$|^auth$|cookie$/;
const ABOUT_A_SECRET =
  /(?:name|names|file|path|url|uri|endpoint|audience|type|ttl|count|enabled|period|duration|limit|bucket|size|refresh|required|version)$/;

/** Keys of maps and free structures. `:` and other signs of other grammars do not matter. */
export function isSecretKey(key: string): boolean {
  const bare = key.toLowerCase().replace(/[^a-z0-9]/g, '');
  return SECRET_KEY.test(bare) && !ABOUT_A_SECRET.test(bare);
}
