/** What a person types into the trace box: a URL, or a line of a batch file. */
import { readRequest } from '../analyze/trace/index.ts';
import type { ReadRequest } from '../analyze/trace/index.ts';
import type { RequestInput } from '../matching/index.ts';

export interface Typed {
  readonly url: string;
  readonly method: string;
  /** `name: value`, one a line. */
  readonly headers: string;
}

const URL_SHAPE = /^(?:(https?|tcp):\/\/)?([^/?#]*)([^#]*)/i;

function headersOf(text: string): Readonly<Record<string, readonly string[]>> {
  const headers = new Map<string, string[]>();
  for (const line of text.split('\n')) {
    const [, name, value = ''] = /^\s*([^:\s]+)\s*:\s*(.*?)\s*$/.exec(line) ?? [];
    if (name !== undefined) headers.set(name.toLowerCase(), [...(headers.get(name.toLowerCase()) ?? []), value]);
  }
  return Object.fromEntries(headers);
}

/** As `whyroute trace URL -X METHOD -H …` reads it. */
export function typedRequest({ url, method, headers }: Typed): ReadRequest {
  const text = url.trim();
  if (text.startsWith('{')) return readRequest(text);
  const [, spoken, userAndHost = '', rest = ''] = URL_SHAPE.exec(text) ?? [];
  const authority = userAndHost.replace(/^.*@/, '');
  if (authority === '') return { kind: 'problem', why: 'there is no host in it: https://shop.example.com/cart' };
  const { host, ...others } = headersOf(headers);
  const scheme = spoken?.toLowerCase() as RequestInput['scheme'];
  const digits = /:(\d+)$/.exec(authority)?.[1];
  const own = (scheme === 'http' && digits === '80') || (scheme === 'https' && digits === '443');
  const input: RequestInput = {
    scheme: scheme ?? null,
    authority: host?.[0] ?? (own ? authority.replace(/:\d+$/, '') : authority),
    path: rest === '' ? '/' : rest.startsWith('?') ? `/${rest}` : rest,
    ...(method.trim() === '' ? {} : { method: method.trim() }),
    ...(digits === undefined ? {} : { port: Number(digits) }),
    ...(Object.keys(others).length === 0 ? {} : { headers: others }),
  };
  return { kind: 'request', input };
}
