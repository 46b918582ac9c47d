/** The secret parts of a value that its name calls a credential: without scheme words and Envoy's format operators. */
import { MARKER, isRandom } from '../shapes.ts';
import type { Find } from './rule.ts';

const OPERATOR = /%[A-Z_0-9]+(?:\([^()]*\))?(?::\d+)?%/g;
const SCHEME =
  /^\s*(?:Basic|Bearer|Digest|Negotiate|NTLM|Token|ApiKey|Api-Key|Key|JWT|SharedAccessSignature|AWS4-HMAC-SHA256|Splunk|GoogleLogin)(?:\s+|$)/i;
const HARMLESS = /^(?:true|false|null|none|yes|no|on|off|\*|\d{1,3}|[^A-Za-z0-9]*)$/i;

function blank(text: string, pattern: RegExp): string {
  return text.replace(pattern, (match) => '\u0000'.repeat(match.length));
}

/** Runs between operators and earlier markers, trimmed; the scheme word at the beginning is left. */
export function credentialParts(value: string): readonly Find[] {
  const text = blank(blank(value, OPERATOR), MARKER);
  const scheme = SCHEME.exec(text)?.[0].length ?? 0;
  const found: Find[] = [];
  for (const { 0: run, index } of text.matchAll(/[^\u0000]+/g)) {
    const start = Math.max(index, scheme);
    const part = run.slice(start - index);
    const trimmed = part.trim();
    if (HARMLESS.test(trimmed)) continue;
    const at = start + part.indexOf(trimmed);
    found.push({ start: at, end: at + trimmed.length });
  }
  return found;
}

const PAIR = /(?<name>[A-Za-z0-9_.-]+)=(?<value>[^;,\s"]+)/dg;
const SECRET_COOKIE = /sess|token|auth|sid$|jwt|secret|csrf|xsrf|remember|login|key|sig/i;

/** Cookies carry switches (`user=jason`, `canary=true`) as well as sessions: the name and the shape of each decide. */
export function cookieParts(value: string): readonly Find[] {
  const found: Find[] = [];
  for (const match of value.matchAll(PAIR)) {
    const [start, end] = match.indices?.groups?.['value'] ?? [0, 0];
    const { name = '', value: text = '' } = match.groups ?? {};
    const literal = text.replace(/[\\^$.*+?()[\]{}|]+/g, '');
    const secret = SECRET_COOKIE.test(name) ? !HARMLESS.test(literal) : literal.length >= 20 || isRandom(literal);
    if (secret && start < end && !text.startsWith('REDACTED-')) found.push({ start, end });
  }
  return found;
}

/** Text of a regex that is no syntax: classes, groups and counts are left out, an escaped sign stands for itself. */
export function hasLiteral(regex: string, least: number): boolean {
  const literal = regex
    .replace(MARKER, ' ')
    .replace(/\[[^\]]*\]|\{\d*,?\d*\}|\(\?[a-zA-Z<:!=]*|\\[A-Za-z]/g, ' ')
    .replace(/\\(.)/g, '$1')
    .replace(/\b(?:Basic|Bearer|Token|Digest|Negotiate|true|false)\b/gi, ' ')
    .split(/[\s()|^$*+?]+/);
  return literal.some((run) => run.replace(/[^A-Za-z0-9]/g, '').length >= least);
}
