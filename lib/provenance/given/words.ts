/** The one place where what the given resources say about the dump becomes words. */
import type { ChangedField, Place, UnexpectedCause } from '../replay/index.ts';
import type { AbsentPart } from './given.ts';

/** `VirtualService shop/storefront http[2].match[0]` */
export function placeWords({ resource, path }: Place): string {
  const { kind, namespace, name } = resource.ref;
  const object = `${kind} ${namespace === '' ? '' : `${namespace}/`}${name}`;
  return path === '' ? object : `${object} ${path}`;
}

export function placeList(places: readonly Place[]): string {
  return [...new Set(places.map(placeWords))].join(', ');
}

/** Begins every sentence on something found that the resources do not account for. */
export const NOT_EXPLAINED = 'not explained by the resources given';

/** `owner`: the VirtualService that the metadata names, `namespace/name`. */
const CAUSES = {
  'owner-not-given': (owner: string) => `VirtualService ${owner} is not among them (deleted since, or not passed)`,
  'not-generated': (owner: string) =>
    `VirtualService ${owner} makes no such route here (the dump is stale, or the resources are newer, or an EnvoyFilter changed it)`,
  'no-metadata': () => 'it names no maker (a stale dump, a deleted resource, or an EnvoyFilter)',
} as const satisfies Record<UnexpectedCause, (owner: string) => string>;

export function causeWords(cause: UnexpectedCause, owner: string | null): string {
  return `${NOT_EXPLAINED}: ${CAUSES[cause](owner ?? '')}`;
}

/** For what has no owner of its own in the dump: virtual hosts, chains, clusters. */
export function unexpectedWords(envoyFilters: readonly Place[]): string {
  if (envoyFilters.length === 0) return `${NOT_EXPLAINED} (a stale dump, a deleted resource, or an EnvoyFilter)`;
  return `made by no resource given but, as it seems, ${placeList(envoyFilters)}, which patches this place`;
}

/** Longer values are named, not shown. */
const SHOWN = 60;

function fieldWords({ field, expected, found }: ChangedField): string {
  const isShort = [expected, found].every((text) => text.length <= SHOWN && !text.includes('\n'));
  const shown = (text: string): string => (text === '' ? 'nothing' : text);
  return isShort ? `${field} is ${shown(found)}, not ${shown(expected)}` : field;
}

/** What differs, and which EnvoyFilters may have done it. */
export function changeWords(fields: readonly ChangedField[], envoyFilters: readonly Place[]): string {
  const what = `differs from what istiod makes of it: ${fields.map(fieldWords).join(', ')}`;
  if (envoyFilters.length === 0) return `${what} (the dump is stale, or the resources are newer)`;
  return `${what} (${placeList(envoyFilters)} ${envoyFilters.length === 1 ? 'selects' : 'select'} this place)`;
}

/** Something expected that is not there. */
export function absentWords(origin: Place, envoyFilters: readonly Place[]): string {
  const by = envoyFilters.length === 0 ? '' : `, or ${placeList(envoyFilters)} took it away`;
  return `stale: ${placeWords(origin)} would make a route here that the dump does not have (it is older than the resources${by})`;
}

/** A virtual host or a filter chain that is not there. */
export function absentPartWords(part: AbsentPart): string {
  if (part.kind === 'virtual-host-absent') {
    const makers = placeList(part.origins);
    return `stale: ${makers} would make virtual host ${part.virtualHost}, which the dump does not have`;
  }
  const sni = part.serverNames.length === 0 ? '' : ` for ${part.serverNames.join(', ')}`;
  return `stale: ${placeWords(part.origin)} would make a filter chain${sni} on port ${String(part.port)}, which the dump does not have`;
}

export function subsetWords(subset: string, host: string): string {
  return `subset ${subset} of ${host} is in no DestinationRule given`;
}

export function insertedWords(filter: string, envoyFilter: Place): string {
  return `filter ${filter} was inserted by ${placeWords(envoyFilter)}`;
}
