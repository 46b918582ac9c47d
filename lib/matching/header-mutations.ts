/** Request headers after the three levels of header mutations (reference/envoy-semantics.md section 5). */
import type { HeaderAddition, HeaderMutations, Route, RouteConfiguration, VirtualHost } from '../model/index.ts';

export type HeaderList = readonly (readonly [name: string, value: string])[];

/**
 * Levels run from the route outward and a later one wins; most_specific_header_mutations_wins reverses that. Values may
 * hold formatter commands such as `%REQ(x)%`, which are kept as text.
 */
export function mutatedRequestHeaders(
  headers: HeaderList,
  route: Route,
  virtualHost: VirtualHost,
  config: RouteConfiguration,
): HeaderList {
  const levels = [route.headers, virtualHost.headers, config.headers];
  if (config.mostSpecificHeaderMutationsWins === true) levels.reverse();
  return levels.reduce<HeaderList>((list, level) => (level === undefined ? list : mutate(list, level)), headers);
}

/** Removals come after additions at each level, as in Envoy's HeaderParser. */
function mutate(headers: HeaderList, level: HeaderMutations): HeaderList {
  const added = (level.requestAdd ?? []).reduce<HeaderList>(add, headers);
  const removed = new Set((level.requestRemove ?? []).map((name) => name.toLowerCase()));
  return removed.size === 0 ? added : added.filter(([name]) => !removed.has(name));
}

function add(headers: HeaderList, addition: HeaderAddition): HeaderList {
  const name = addition.name.toLowerCase();
  const exists = headers.some(([other]) => other === name);
  const entry = [name, addition.value] as const;
  switch (addition.append?.replaceAll('_', '').toLowerCase()) {
    case 'addifabsent':
      return exists ? headers : [...headers, entry];
    case 'overwriteifexistsoradd':
      return [...headers.filter(([other]) => other !== name), entry];
    case 'overwriteifexists':
      return exists ? [...headers.filter(([other]) => other !== name), entry] : headers;
    case undefined:
    default:
      return [...headers, entry];
  }
}
