/** HTTPRoute filters → the parts of a VirtualService rule (conversion.go, createRedirectFilter and neighbors). */
import { fieldOf, listAt, numberAt, recordOf, textAt, textsAt, type PlainRecord } from '../../../base/plain.ts';
import type { HeaderOperations, HttpRewrite, RuleHeaders } from '../../../resources/index.ts';

/** The Gateway API's default status of a redirect. */
const DEFAULT_REDIRECT = 302;

export function filterOf(filters: readonly unknown[], type: string, field: string): PlainRecord | undefined {
  const found = filters.find((filter) => textAt(filter, 'type') === type);
  return recordOf(fieldOf(found, field));
}

export function headersOfFilters(filters: readonly unknown[]): RuleHeaders | undefined {
  const request = filterOf(filters, 'RequestHeaderModifier', 'requestHeaderModifier');
  const response = filterOf(filters, 'ResponseHeaderModifier', 'responseHeaderModifier');
  if (request === undefined && response === undefined) return undefined;
  return { request: operationsOf(request), response: operationsOf(response) };
}

function operationsOf(modifier: PlainRecord | undefined): HeaderOperations {
  const pairs = (key: string): ReadonlyMap<string, string> =>
    new Map(listAt(modifier, key).map((item) => [textAt(item, 'name') ?? '', textAt(item, 'value') ?? '']));
  return { set: pairs('set'), add: pairs('add'), remove: textsAt(modifier, 'remove') };
}

/** In the spelling of a VirtualService redirect; a replaced prefix is marked as istiod marks it. */
export function redirectOf(filters: readonly unknown[]): PlainRecord | undefined {
  const redirect = filterOf(filters, 'RequestRedirect', 'requestRedirect');
  if (redirect === undefined) return undefined;
  const path = fieldOf(redirect, 'path');
  const prefix = textAt(path, 'replacePrefixMatch');
  const uri = prefix === undefined ? textAt(path, 'replaceFullPath') : `%PREFIX()%${prefix}`;
  const scheme = textAt(redirect, 'scheme');
  const port = numberAt(redirect, 'port');
  return {
    redirectCode: numberAt(redirect, 'statusCode') ?? DEFAULT_REDIRECT,
    authority: textAt(redirect, 'hostname') ?? '',
    ...(scheme === undefined ? {} : { scheme }),
    ...(uri === undefined ? {} : { uri }),
    ...(port === undefined ? {} : { port }),
    ...(port === undefined && scheme === undefined ? { derivePort: 'FROM_REQUEST_PORT' } : {}),
  };
}

export function rewriteOf(filters: readonly unknown[]): HttpRewrite | undefined {
  const rewrite = filterOf(filters, 'URLRewrite', 'urlRewrite');
  if (rewrite === undefined) return undefined;
  const path = fieldOf(rewrite, 'path');
  const prefix = textAt(path, 'replacePrefixMatch');
  const full = textAt(path, 'replaceFullPath');
  const trimmed = prefix?.endsWith('/') === true ? prefix.slice(0, -1) : prefix;
  return {
    uri: trimmed === '' ? '/' : trimmed,
    authority: textAt(rewrite, 'hostname'),
    regex: full === undefined ? undefined : { match: '/.*', rewrite: full },
  };
}
