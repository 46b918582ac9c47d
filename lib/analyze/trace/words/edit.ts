/** The smallest change of a configuration, in the words of the resource that made the route. */
import type { Route, Source } from '../../../model/index.ts';
import type { RoutePredicate } from '../../../matching/index.ts';
import type { Failure } from './failure.ts';
import { quote } from './quote.ts';
import { sourceLabel } from './resource.ts';

/** Null where the resource is not known, or no small edit helps. `late`: the route that stands before it. */
export function editWords(source: Source, first: Failure | undefined, late: Route | null): string | null {
  const label = sourceLabel(source);
  if (label === null) return null;
  if (first === undefined) return late === null ? null : `move ${label} before what made route ${String(late.index)}`;
  // A path that is quite another: no small change makes it this one.
  if (first.predicate.kind === 'path' && first.instead === undefined && first.far >= 2) return null;
  const field = fieldOf(source.resource?.kind ?? '', first.predicate);
  if (field === null) return null;
  const to = first.instead === undefined ? '' : ` to ${quote(first.instead)}`;
  const order = late === null ? '' : `, and move it before what made route ${String(late.index)}`;
  return `edit ${label}: ${field}${to}${order}`;
}

function fieldOf(kind: string, predicate: RoutePredicate): string | null {
  switch (kind) {
    case 'VirtualService':
      return virtualServiceField(predicate);
    case 'HTTPRoute':
    case 'GRPCRoute':
      return routeField(predicate);
    case 'Ingress':
      return predicate.kind === 'path' ? 'change its path' : null;
    default:
      return null;
  }
}

function virtualServiceField(predicate: RoutePredicate): string | null {
  switch (predicate.kind) {
    case 'path': {
      const { matcher } = predicate;
      if (matcher.kind === 'prefix') return `change uri.prefix ${quote(matcher.value)}`;
      if (matcher.kind === 'path') return `change uri.exact ${quote(matcher.value)}`;
      return matcher.kind === 'regex' ? `change uri.regex ${quote(matcher.regex)}` : null;
    }
    case 'header': {
      const { name, invert } = predicate.matcher;
      const lower = name.toLowerCase();
      if (lower === ':method' || lower === ':authority' || lower === ':scheme') return `change ${lower.slice(1)}`;
      return `change ${invert === true ? 'withoutHeaders' : 'headers'}[${quote(name)}]`;
    }
    case 'query':
      return `change queryParams[${quote(predicate.matcher.name)}]`;
    case 'cookie':
    case 'grpc':
    case 'tlsContext':
    case 'runtimeFraction':
    case 'dynamicMetadata':
    case 'filterState':
    case 'unsupported':
    case 'pathless':
      return null;
  }
}

function routeField(predicate: RoutePredicate): string | null {
  switch (predicate.kind) {
    case 'path':
      return 'change path.value';
    case 'header':
      return predicate.matcher.name.toLowerCase() === ':method'
        ? 'change method'
        : `change the header ${quote(predicate.matcher.name)}`;
    case 'query':
      return `change the query parameter ${quote(predicate.matcher.name)}`;
    case 'cookie':
    case 'grpc':
    case 'tlsContext':
    case 'runtimeFraction':
    case 'dynamicMetadata':
    case 'filterState':
    case 'unsupported':
    case 'pathless':
      return null;
  }
}
