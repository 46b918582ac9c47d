/** `[KIND/]NAMESPACE/NAME` as a person types it, and whether a source is meant by it. */
import type { ResourceRef, Source } from '../../model/index.ts';

/** `kind` is lower case and singular; `group` only where it was typed. */
export interface ResourceSelector {
  readonly kind: string | null;
  readonly group: string | null;
  readonly namespace: string;
  readonly name: string;
}

/** kubectl's short names of the kinds that can be a source. */
const SHORT_NAMES: ReadonlyMap<string, string> = new Map([
  ['vs', 'virtualservice'],
  ['gw', 'gateway'],
  ['dr', 'destinationrule'],
  ['se', 'serviceentry'],
  ['svc', 'service'],
  ['ing', 'ingress'],
  ['gtw', 'gateway'],
]);

function singular(kind: string): string {
  if (kind === 'ingress') return kind;
  if (/(?:ss|x|ch)es$/.test(kind)) return kind.slice(0, -2);
  if (/[^aeiou]ies$/.test(kind)) return `${kind.slice(0, -3)}y`;
  return /[^s]s$/.test(kind) ? kind.slice(0, -1) : kind;
}

/** Null when the text has another shape: two or three parts between slashes, none empty. */
export function parseResourceSelector(text: string): ResourceSelector | null {
  const parts = text.split('/');
  if (parts.length < 2 || parts.length > 3 || parts.includes('')) return null;
  const [name = '', namespace = '', typed] = parts.reverse();
  if (typed === undefined) return { kind: null, group: null, namespace, name };
  const [plain = '', ...group] = typed.toLowerCase().split('.');
  const kind = SHORT_NAMES.get(plain) ?? singular(plain);
  return { kind, group: group.length === 0 ? null : group.join('.'), namespace, name };
}

/**
 * A reference whose name the input cannot tell (a ServiceEntry's) is meant by any name of its kind and namespace, provided
 * that the kind was said: it may be the one.
 */
export function refFits(selector: ResourceSelector, ref: ResourceRef): boolean {
  if (selector.kind !== null && selector.kind !== ref.kind.toLowerCase()) return false;
  if (selector.group !== null && selector.group !== ref.group) return false;
  if (selector.namespace !== ref.namespace) return false;
  return ref.name === selector.name || (ref.name === null && selector.kind !== null);
}

/** How a source has to do with the selected resource; `gateway`: it is attached through it. Null: not at all. */
export type Relation = 'made' | 'root' | 'candidate' | 'gateway';

export function relationOf(selector: ResourceSelector, source: Source): Relation | null {
  // A nameless reference fits any name: it may be this one.
  if (source.resource !== null && refFits(selector, source.resource)) {
    return source.resource.name === null ? 'candidate' : 'made';
  }
  if (source.via !== null && refFits(selector, source.via)) return 'root';
  if (source.candidates.some((ref) => refFits(selector, ref))) return 'candidate';
  return source.gateways.some((ref) => refFits(selector, ref)) ? 'gateway' : null;
}

/**
 * What `--source` keeps. A Gateway is rarely the source of a route, but a person who names one means the routes behind
 * it: they are kept when the kind was said. Without it a Gateway and a VirtualService of one name would be mixed.
 */
export function sourceFits(selector: ResourceSelector, source: Source): boolean {
  const relation = relationOf(selector, source);
  return relation === 'gateway' ? selector.kind === 'gateway' : relation !== null;
}
