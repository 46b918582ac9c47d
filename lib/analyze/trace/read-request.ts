/** One line of a batch file as a request, or what is wrong with it. */
import type { RequestInput } from '../../matching/index.ts';

export type ReadRequest =
  { readonly kind: 'request'; readonly input: RequestInput } | { readonly kind: 'problem'; readonly why: string };

const SCHEMES: ReadonlySet<unknown> = new Set(['http', 'https', 'tcp']);

/** Never throws: a line that cannot be read is an answer too, so that answers stay aligned with lines. */
export function readRequest(line: string): ReadRequest {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    return problem('the line is not JSON');
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return problem('the line is no JSON object');
  const fields = value as Readonly<Record<string, unknown>>;
  const wrong = wrongField(fields);
  return wrong === null ? { kind: 'request', input: fields } : problem(wrong);
}

function problem(why: string): ReadRequest {
  return { kind: 'problem', why };
}

const TEXTS = ['authority', 'path', 'method', 'sni'] as const;

function wrongField(fields: Readonly<Record<string, unknown>>): string | null {
  const { scheme = null, port = null, path = null, method, headers = null } = fields;
  if (scheme !== null && !SCHEMES.has(scheme)) return '`scheme` is none of http, https, tcp';
  if (port !== null && !isPort(port)) return '`port` is no number from 1 to 65535';
  for (const name of TEXTS) {
    const text = fields[name] ?? null;
    if (text !== null && typeof text !== 'string') return `\`${name}\` is no text`;
  }
  if (path === null && scheme !== 'tcp' && method !== 'CONNECT') return '`path` is missing';
  return headers === null || isHeaders(headers) ? null : '`headers` is no object of texts or lists of texts';
}

function isPort(port: unknown): boolean {
  return typeof port === 'number' && Number.isInteger(port) && port > 0 && port < 65_536;
}

function isHeaders(headers: unknown): boolean {
  if (typeof headers !== 'object' || headers === null || Array.isArray(headers)) return false;
  return Object.values(headers as Readonly<Record<string, unknown>>).every(
    (value) =>
      typeof value === 'string' || (Array.isArray(value) && value.every((part: unknown) => typeof part === 'string')),
  );
}
