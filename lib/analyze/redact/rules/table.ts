/** Every rule, in the order in which they are asked. A test disables each in turn and sees the check fail the run. */
import * as patterns from './pattern-rules.ts';
import * as places from './place-rules.ts';
import type { Rule } from './rule.ts';

/** Rules that are no row below: strings that hold documents, and values that were found elsewhere. */
export const STEPS = ['nested-document', 'base64', 'known-secret', 'cut-string', 'outside'] as const;

export const RULES: readonly Rule[] = [
  { id: 'secret-object', class: 'credential', what: 'data of Secrets and ConfigMaps', find: places.secretObject },
  { id: 'lua-code', class: 'code', what: 'Lua code', find: places.luaCode },
  { id: 'sensitive-field', class: 'credential', what: 'fields that hold credentials', find: places.sensitiveField },
  { id: 'jwk', class: 'key', what: 'symmetric and private JSON Web Keys', find: places.jwkSecret },
  { id: 'error-details', class: 'details', what: 'rejected configuration as text', find: places.errorDetails },
  { id: 'grpc-metadata', class: 'header', what: 'gRPC metadata that Envoy sends', find: places.grpcMetadata },
  { id: 'header-value', class: 'header', what: 'values of headers that carry credentials', find: places.headerValue },
  { id: 'match-value', class: 'match', what: 'credentials that requests are compared with', find: places.matchValue },
  { id: 'plugin-config', class: 'config', what: 'configuration of plugins', find: places.pluginConfig },
  { id: 'node-metadata', class: 'unknown', what: 'unknown node metadata', find: places.nodeMetadata },
  { id: 'filter-metadata', class: 'unknown', what: 'metadata of unknown namespaces', find: places.filterMetadata },
  { id: 'annotation', class: 'unknown', what: 'unknown annotations', find: places.annotation },
  { id: 'unknown-field', class: 'unknown', what: 'fields that whyroute does not know', find: places.unknownField },
  { id: 'unknown-type', class: 'unknown', what: 'messages of unknown types', find: places.unknownType },
  { id: 'secret-key', class: 'credential', what: 'values whose key names a secret', find: places.secretKey },
  { id: 'userinfo', class: 'credential', what: 'user and password in URLs', find: patterns.userinfo },
  { id: 'query-credential', class: 'token', what: 'credentials in query strings', find: patterns.queryCredential },
  { id: 'htpasswd', class: 'credential', what: 'htpasswd lines', find: patterns.htpasswd },
  { id: 'pem-key', class: 'key', what: 'private keys in PEM form', find: patterns.pemKey },
  { id: 'jwt', class: 'token', what: 'JSON Web Tokens', find: patterns.jwt },
  { id: 'auth-scheme', class: 'token', what: 'Bearer and Basic credentials', find: patterns.authScheme },
  { id: 'jwk-text', class: 'key', what: 'JSON Web Keys inside other text', find: patterns.jwkText },
  { id: 'assignment', class: 'credential', what: 'assignments to secret names in text', find: patterns.assignment },
  { id: 'vendor-token', class: 'token', what: 'tokens with a known prefix', find: patterns.vendorToken },
  { id: 'random-text', class: 'token', what: 'long random words in free text', find: places.randomText },
];

export const RULE_IDS: readonly string[] = [...RULES.map(({ id }) => id), ...STEPS];
