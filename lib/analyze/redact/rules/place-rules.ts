/** Rules that go by path, by the names beside a value and by what surrounds it; looked at before any pattern. */
import { isCredentialName, isSecretKey } from '../credential-names.ts';
import { lastOf, passes } from '../place.ts';
import type { Place } from '../place.ts';
import { randomWords } from '../shapes.ts';
import { cookieParts, credentialParts, hasLiteral } from './credential-parts.ts';
import { NOTHING, whole } from './rule.ts';
import type { Find } from './rule.ts';

/** Below these fields every text is secret, whatever the field inside is called (reference 1.1, 1.2 rows 1, 3–5, 8, 9, 13–19). */
const SECRET_FIELDS: ReadonlySet<string> = new Set(
  `privatekey pkcs12 password privatekeyprovider secretdata backendtoken secretaccesskey accesskeyid sessiontoken externalid
   webidentitytokendatasource webidentitytoken credentialsdatasource users authpassword authpasswords authusername
   downstreamauthpassword downstreamauthpasswords downstreamauthusername accesstoken googlerefreshtoken jsonkey
   authorizationtoken contextextensions saspassword apikeys clientsecret apikey`.split(/\s+/),
);

/** The same where a name alone says too little. */
const SECRET_PATHS: readonly (readonly string[])[] = [
  ['genericsecret', 'secret'],
  ['genericsecret', 'secrets'],
  ['sessionticketkeys', 'keys'],
  ['credentials', 'key'],
  ['credentials', 'client'],
  ['vmconfig', 'environmentvariables', 'keyvalues'],
  ['jwtrules', 'jwks', 'k'],
];

/** Says where the secret is, not what it is. */
const POINTERS: ReadonlySet<string> = new Set([
  'filename',
  'environmentvariable',
  '@type',
  'providername',
  'path',
  'watcheddirectory',
  'fallback',
]);

export function sensitiveField({ zone, path, value }: Place): readonly Find[] {
  if (zone !== 'message' && zone !== 'map' && zone !== 'struct') return NOTHING;
  if (POINTERS.has(lastOf(path))) return NOTHING;
  const secret = path.some((name) => SECRET_FIELDS.has(name)) || SECRET_PATHS.some((names) => passes(path, ...names));
  return secret ? whole(value) : NOTHING;
}

const EMPTIED = /^goo\.gle\/debugstr REDACTED-details-\d+ (?:Proto constraint|Cause:|$)/;

/** Envoy prints a rejected listener as text, unredacted: that text goes, what Envoy says about it stays (reference 1.3). */
export function errorDetails({ path, value }: Place): readonly Find[] {
  if (lastOf(path) !== 'details' || !passes(path, 'errorstate', 'details')) return NOTHING;
  const start = value.search(/goo\.gle\/debug|\{|\n/);
  if (start === -1 || EMPTIED.test(value.slice(start))) return NOTHING;
  const reason = /(?:Proto constraint validation failed \([^{}\n]*\)|Cause: [^{}\n"]*)$/.exec(value.slice(start));
  const end = reason === null ? value.length : start + reason.index;
  return end > start ? [{ start, end, before: 'goo.gle/debugstr ', after: ' ' }] : NOTHING;
}

const HEADER_VALUES: ReadonlySet<string> = new Set(['value', 'rawvalue']);

/** Row 10 and 11: headers that Envoy adds, and health checks, tracers, tunnels and resources that send some. */
export function headerValue({ zone, path, header, value }: Place): readonly Find[] {
  if (header === null || !(HEADER_VALUES.has(lastOf(path)) || zone === 'headerMap')) return NOTHING;
  if (!isCredentialName(header)) return NOTHING;
  return header.endsWith('cookie') ? cookieParts(value) : credentialParts(value);
}

export function grpcMetadata({ path, header, value }: Place): readonly Find[] {
  const inside = path.includes('initialmetadata') && HEADER_VALUES.has(lastOf(path)) && header !== null;
  return inside ? credentialParts(value) : NOTHING;
}

const MATCH_FIELDS: ReadonlySet<string> = new Set(
  `exact prefix suffix contains regex value exactmatch prefixmatch suffixmatch containsmatch regexmatch
   saferegexmatch`.split(/\s+/),
);

/** Row 25: values that a request is compared with are keys when their name says so. */
export function matchValue({ header, path, value }: Place): readonly Find[] {
  const field = lastOf(path);
  if (header === null || !MATCH_FIELDS.has(field) || !isCredentialName(header)) return NOTHING;
  if (header.endsWith('cookie')) return cookieParts(value);
  if (field !== 'regex' && field !== 'regexmatch') return credentialParts(value);
  return hasLiteral(value, 4) && !/^REDACTED-[a-z]+-\d+$/.test(value) ? whole(value) : NOTHING;
}

const CODE: ReadonlySet<string> = new Set(['inlinecode', 'defaultsourcecode', 'sourcecode', 'sourcecodes']);

/** Row 20. Lua keeps the number of lines and the names of its hooks. */
export function luaCode({ path, value }: Place): readonly Find[] {
  if (!path.some((name) => CODE.has(name)) || POINTERS.has(lastOf(path))) return NOTHING;
  if (/^-- REDACTED-code-\d+\b[^\n]*\s*$/.test(value)) return NOTHING;
  const hooks = ['envoy_on_request', 'envoy_on_response'].filter((hook) => value.includes(hook));
  const lines = value.split('\n').length;
  const after = ` (${String(lines)} ${lines === 1 ? 'line' : 'lines'}${hooks.length === 0 ? '' : `: ${hooks.join(', ')}`})`;
  return value === '' ? NOTHING : [{ start: 0, end: value.length, before: '-- ', after }];
}

const WASM: readonly (readonly string[])[] = [
  ['vmconfig', 'configuration'],
  ['config', 'configuration'],
  ['vmconfig', 'code', 'local', 'inlinebytes'],
  ['plugin', 'configuration'],
  ['pluginconfig'],
  ['filterconfig'],
  ['vmconfig', 'env', 'value'],
];

/** Row 21: what a plugin is told; and the query of the address that its code comes from. Key names stay. */
export function pluginConfig({ zone, path, value }: Place): readonly Find[] {
  if (lastOf(path) === '@type' || zone === 'text') return NOTHING;
  if (WASM.some((names) => passes(path, ...names))) return whole(value);
  if (passes(path, 'vmconfig', 'code', 'local', 'inlinestring') && !/^[\w.-]{1,64}$/.test(value)) return whole(value);
  const query = passes(path, 'code', 'remote', 'httpuri', 'uri') || lastOf(path) === 'url' ? value.indexOf('?') + 1 : 0;
  const open = query > 0 && query < value.length && !value.slice(query).startsWith('REDACTED-');
  return open ? [{ start: query, end: value.length }] : NOTHING;
}

/** Row 7: symmetric keys and the private half of others; what a JWK says in public stays. */
export function jwkSecret({ zone, path, value }: Place): readonly Find[] {
  return zone === 'jwk' && !PUBLIC_JWK.has(lastOf(path)) ? whole(value) : NOTHING;
}

const PUBLIC_JWK: ReadonlySet<string> = new Set(
  'kty alg use kid n e x y crv x5c x5t x5t#s256 x5u keyops keys'.split(' '),
);

/** Row 29: any environment variable of the agent can be in the node's metadata. */
export function nodeMetadata({ zone, value }: Place): readonly Find[] {
  return zone === 'nodeMetadata' ? whole(value) : NOTHING;
}

export function filterMetadata({ zone, value }: Place): readonly Find[] {
  return zone === 'filterMetadata' ? whole(value) : NOTHING;
}

const KNOWN_ANNOTATION =
  /^(?:(?:[a-z-]+\.)*(?:istio\.io|kubernetes\.io\/(?:config\.\w+|psp|limit-ranger|default-container|default-logs-container|restartedAt))|prometheus\.io)(?:\/|$)|^kubectl\.kubernetes\.io\/(?:restartedAt|default-|last-applied-configuration$)|^istio\.io\/|^meta\.helm\.sh\/|^gateway\.networking\.k8s\.io\/|^(?:nginx\.)?ingress\.kubernetes\.io\/(?:rewrite|ssl|force|use|backend-protocol|path)|^kubernetes\.io\/ingress/;

export function annotation({ zone, key, value }: Place): readonly Find[] {
  return zone === 'annotations' && !KNOWN_ANNOTATION.test(key) ? whole(value) : NOTHING;
}

/** Maps and free structures: the key names the secret. */
export function secretKey({ zone, key, value }: Place): readonly Find[] {
  if (zone !== 'map' && zone !== 'struct' && zone !== 'text' && zone !== 'annotations') return NOTHING;
  return isSecretKey(key) ? credentialParts(value) : NOTHING;
}

export function secretObject({ zone, value }: Place): readonly Find[] {
  return zone === 'secretObject' ? whole(value) : NOTHING;
}

export function unknownField({ zone, value }: Place): readonly Find[] {
  return zone === 'unknownField' ? whole(value) : NOTHING;
}

/** The name of the type stays: it says what whyroute does not know. */
export function unknownType({ zone, key, value }: Place): readonly Find[] {
  const isName = TYPE_KEYS.has(key) && /^(?:type\.googleapis\.com\/)?[A-Za-z][\w.]{0,200}$/.test(value);
  return zone === 'unknownType' && !isName ? whole(value) : NOTHING;
}

const TYPE_KEYS: ReadonlySet<string> = new Set(['@type', 'type_url', 'typeUrl']);

/** Fields that hold what a person or a program wrote, not a name of something. */
const FREE_TEXT: ReadonlySet<string> = new Set(
  `value rawvalue exact prefix suffix contains regex exactmatch prefixmatch suffixmatch containsmatch regexmatch path pathseparatedprefix
   inlinestring inlinebytes textformat format string bytes substitution prefixrewrite pathredirect pathrewrite hostrewritepathregex descriptorvalue
   defaultvalue details message statusdetail body expr uri tostring`.split(/\s+/),
);

export function isFreeText({ zone, path }: Pick<Place, 'zone' | 'path'>): boolean {
  return (
    zone === 'text' ||
    zone === 'struct' ||
    zone === 'headerMap' ||
    zone === 'annotations' ||
    FREE_TEXT.has(lastOf(path))
  );
}

/** Certificates are public, and long words all the same. */
const PUBLIC_BLOBS: ReadonlySet<string> = new Set([
  'certificatechain',
  'trustedca',
  'crl',
  'ocspstaple',
  'signedcertificatetimestamp',
  'x5c',
]);

export function randomText(place: Place): readonly Find[] {
  if (!isFreeText(place) || place.path.some((name) => PUBLIC_BLOBS.has(name))) return NOTHING;
  return place.value.includes('-----BEGIN') ? NOTHING : randomWords(place.value);
}
