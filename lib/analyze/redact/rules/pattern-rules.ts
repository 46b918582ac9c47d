/** Value patterns: secrets that are known by their shape wherever they stand. Each pattern is linear in its input. */
import { isCredentialName } from '../credential-names.ts';
import type { Place } from '../place.ts';
import { isFreeText } from './place-rules.ts';
import { NOTHING, matches } from './rule.ts';
import type { Find } from './rule.ts';

const BEGIN = '-----BEGIN ';

/** From BEGIN … PRIVATE KEY to its END, or to the end of the text; searching by index keeps hostile text linear. */
export function pemKey({ value }: Place): readonly Find[] {
  const found: Find[] = [];
  for (let at = value.indexOf(BEGIN); at !== -1; at = value.indexOf(BEGIN, at + 1)) {
    const label = value.slice(at + BEGIN.length, at + BEGIN.length + 60).split('-----')[0] ?? '';
    if (!label.includes('PRIVATE')) continue;
    const end = value.indexOf(`-----END ${label}-----`, at);
    const stop = end === -1 ? value.length : end + label.length + 14;
    found.push({ start: at, end: stop });
    at = stop - 1;
  }
  return found;
}

export function jwt({ value }: Place): readonly Find[] {
  return value.includes('eyJ') ? matches(value, /eyJ[\w-]{8,}\.[\w-]{8,}(?:\.[\w-]*)?/dg) : NOTHING;
}

const VENDOR =
  /\b(?:(?:AKIA|ASIA|ABIA|ACCA)[A-Z0-9]{16}|gh[pousr]_[A-Za-z0-9]{20,}|github_pat_\w{20,}|glpat-[\w-]{20,}|xox[abeoprs]-[\w-]{10,}|[sr]k_(?:live|test)_\w{10,}|AIza[\w-]{35}|ya29\.[\w-]{20,}|SG\.[\w-]{16,}\.[\w-]{16,}|npm_[A-Za-z0-9]{30,}|hv[sb]\.[\w-]{20,}|dop_v1_[a-f0-9]{40,}|pypi-[\w-]{40,}|sk-[A-Za-z0-9_-]{20,}|AGE-SECRET-KEY-[A-Z0-9]{30,}|shp(?:at|ca|pa|ss)_[a-fA-F0-9]{32}|dapi[a-f0-9]{32}|NRAK-[A-Z0-9]{20,}|lin_api_\w{30,}|T[A-Z0-9]{8,}\/B[A-Z0-9]{8,}\/\w{20,})/dg;

export function vendorToken({ value }: Place): readonly Find[] {
  return value.length < 16 ? NOTHING : matches(value, VENDOR);
}

/** `Bearer …`, `Basic …` in any text. A word of the language is no credential. */
export function authScheme({ value }: Place): readonly Find[] {
  if (!/basic|bearer/i.test(value)) return NOTHING;
  return matches(value, /\b(?:Bearer|Basic)\s+([A-Za-z0-9._~+/-]{8,}=*)/dgi, 1).filter(({ start, end }) => {
    const word = value.slice(start, end);
    return !word.startsWith('REDACTED-') && (/[A-Z0-9=+/~]/.test(word) || word.length >= 20);
  });
}

export function userinfo({ value }: Place): readonly Find[] {
  if (!value.includes('://') || !value.includes('@')) return NOTHING;
  return matches(value, /[A-Za-z][A-Za-z0-9+.-]{0,30}:\/\/([^\s/@"'<>?#]{1,400})@/dg, 1).filter(
    ({ start }) => !value.startsWith('REDACTED-', start),
  );
}

/** `?token=…&sig=…` */
export function queryCredential({ value }: Place): readonly Find[] {
  if (!value.includes('=')) return NOTHING;
  const found: Find[] = [];
  for (const match of value.matchAll(/[?&;]([\w.~-]{1,100})=([^&;#\s"']+)/dg)) {
    const [start, end] = match.indices?.[2] ?? [0, 0];
    const text = value.slice(start, end);
    const kept = text.startsWith('REDACTED-') || text.startsWith('%');
    if (isCredentialName((match[1] ?? '').toLowerCase()) && !kept) found.push({ start, end });
  }
  return found;
}

export function htpasswd({ value }: Place): readonly Find[] {
  if (!value.includes(':')) return NOTHING;
  return matches(value, /[^\s:"]{1,200}:(?:\$(?:apr1|2[aby]|5|6|1)\$[^\s"\\]+|\{SHA\}[A-Za-z0-9+/=]+)/dg);
}

const ASSIGNMENT =
  /([\w.-]{0,60}(?:password|passwd|passphrase|pwd|secret|token|api[_-]?key|access[_-]?key|private[_-]?key|credential|authorization|cookie)[\w-]{0,40})["'\\]{0,3}\s{0,8}(?:=>|[:=])\s{0,8}["'\\]{0,3}([^\s"'&,;}\\]{4,})/dgi;

/** `password = …`, `"token": "…"` in a text; a name of a host or of a cluster is no such text. */
export function assignment(place: Place): readonly Find[] {
  const { value } = place;
  if (!isFreeText(place) || !/[:=]/.test(value)) return NOTHING;
  return matches(value, ASSIGNMENT, 2).filter(({ start, end }) => {
    const text = value.slice(start, end);
    return !/^(?:REDACTED-|%|\d+$|(?:true|false|null|none|bearer|basic)$)/i.test(text);
  });
}

/** The symmetric or private part of a JWK that stands inside another text. */
export function jwkText({ value }: Place): readonly Find[] {
  if (!value.includes('kty')) return NOTHING;
  return matches(value, /\\?"(?:k|d|p|q|dp|dq|qi)\\?"\s*:\s*\\?"([\w+/=-]{4,})/dg, 1).filter(
    ({ start }) => !value.startsWith('REDACTED-', start),
  );
}
