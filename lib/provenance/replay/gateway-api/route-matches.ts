/** Matches of HTTPRoute and GRPCRoute → VirtualService matches (conversion.go, createURIMatch, createGRPCURIMatch). */
import { fieldOf, listAt, recordOf, textAt } from '../../../base/plain.ts';
import { EMPTY_HTTP_MATCH, type HttpMatch, type StringMatch, type StringMatchMap } from '../../../resources/index.ts';

export function httpRouteMatch(value: unknown): HttpMatch {
  const method = textAt(value, 'method');
  return {
    ...EMPTY_HTTP_MATCH,
    uri: pathMatch(fieldOf(value, 'path')),
    method: method === undefined ? undefined : { kind: 'exact', value: method },
    headers: valueMatches(listAt(value, 'headers')),
    queryParams: valueMatches(listAt(value, 'queryParams')),
  };
}

export function grpcRouteMatch(value: unknown): HttpMatch {
  return {
    ...EMPTY_HTTP_MATCH,
    uri: grpcMethodMatch(fieldOf(value, 'method')),
    headers: valueMatches(listAt(value, 'headers')),
  };
}

function pathMatch(path: unknown): StringMatch | undefined {
  if (recordOf(path) === undefined) return undefined;
  const value = textAt(path, 'value') ?? '/';
  switch (textAt(path, 'type') ?? 'PathPrefix') {
    case 'Exact':
      return { kind: 'exact', value };
    case 'RegularExpression':
      return { kind: 'regex', value };
    default: {
      const trimmed = value.endsWith('/') ? value.slice(0, -1) : value;
      return { kind: 'prefix', value: trimmed === '' ? '/' : trimmed };
    }
  }
}

function grpcMethodMatch(value: unknown): StringMatch | undefined {
  if (recordOf(value) === undefined) return undefined;
  const service = textAt(value, 'service');
  const method = textAt(value, 'method');
  if (textAt(value, 'type') === 'RegularExpression') {
    if (method === undefined) return { kind: 'regex', value: `/${service ?? ''}/.+` };
    return { kind: 'regex', value: `/${service ?? '[^/]+'}/${method}` };
  }
  if (method === undefined) return { kind: 'prefix', value: `/${service ?? ''}/` };
  if (service === undefined) return { kind: 'regex', value: `/[^/]+/${method}` };
  return { kind: 'exact', value: `/${service}/${method}` };
}

/** Of two entries of one name the first counts, as the Gateway API says. */
function valueMatches(items: readonly unknown[]): StringMatchMap {
  const matches = new Map<string, StringMatch>();
  for (const item of items) {
    const name = textAt(item, 'name') ?? '';
    const value = textAt(item, 'value') ?? '';
    const kind = textAt(item, 'type') === 'RegularExpression' ? 'regex' : 'exact';
    if (!matches.has(name)) matches.set(name, { kind, value });
  }
  return matches;
}
