/** For every rule of a resource: what it became, or why it became nothing. */
import type { Resource } from '../../../resources/index.ts';
import { STAGE, type DropReason } from '../drop-reason.ts';
import type { Place, ReplayVirtualService } from '../effective.ts';
import type { Drop } from '../journal.ts';
import type { Replay } from '../replay.ts';
import { bindingReasons } from './binding-reasons.ts';
import { placesOf, type RulePlace } from './places.ts';
import { indexProducts, type Product, type ProductsOf } from './products.ts';
import { serverOutcomes } from './server-outcomes.ts';

export interface RuleOutcome {
  readonly place: Place;
  /** Empty when the rule made nothing for this proxy. */
  readonly became: readonly Product[];
  /** For a rule that made nothing: why, the reason that came furthest first. Empty when not even the replay can tell. */
  readonly reasons: readonly DropReason[];
}

/** In the order of the spec; servers for a Gateway. Empty for kinds that make no routes (Service, DestinationRule, …). */
export function whyNot(resource: Resource, replay: Replay): readonly RuleOutcome[] {
  if (resource.type === 'Gateway' || resource.type === 'KubernetesGateway') return serverOutcomes(resource, replay);
  const productsOf = productsIn(replay);
  let found: Findings | null = null;
  return placesOf(resource).map((place) => {
    const became = productsOf(resource, place.path);
    // Looked up once a resource, and only when some place of it made nothing.
    if (became.length === 0) found ??= findingsFor(resource, replay);
    const reasons = became.length > 0 || found === null ? [] : reasonsFor(resource, place, replay, found);
    return { place: { resource, path: place.path }, became, reasons };
  });
}

/** What the replay says of a whole resource: the drops that may concern it, and the VirtualServices it is part of. */
interface Findings {
  readonly drops: readonly Drop[];
  readonly services: readonly ReplayVirtualService[];
}

function findingsFor(resource: Resource, replay: Replay): Findings {
  const drops = replay.drops.filter(
    ({ origin, reason }) =>
      origin.resource === resource || origin.via?.resource === resource || reason.kind === 'delegate-not-exported',
  );
  return { drops, services: servicesOf(resource, replay) };
}

function reasonsFor(
  resource: Resource,
  place: RulePlace,
  replay: Replay,
  { drops, services }: Findings,
): readonly DropReason[] {
  const noted = drops.filter((drop) => concerns(drop, resource, place)).map(({ reason }) => reason);
  const bound = services.flatMap((service) => bindingReasons(service, place.rules, replay));
  const isUnused = noted.length === 0 && services.length === 0 && isDelegateResource(resource, replay);
  const unused: readonly DropReason[] = isUnused ? [{ kind: 'not-delegated' }] : [];
  // The reasons that came furthest are worth fixing first; equal ones keep the order in which the replay met them.
  return [...noted, ...bound, ...unused].sort((a, b) => STAGE[b.kind] - STAGE[a.kind]);
}

/** Noted at the place itself, at its delegate (for a root's rule), or at the root's rule that would have used a delegate. */
function concerns({ origin, reason }: Drop, resource: Resource, place: RulePlace): boolean {
  if (origin.resource === resource) return covers(origin.path, place);
  const via = origin.via ?? null;
  if (via?.resource === resource) return covers(via.path, place);
  const isHidden = reason.kind === 'delegate-not-exported';
  return isHidden && reason.delegate === `${resource.ref.namespace}/${resource.ref.name}`;
}

/** A reason at the resource or the rule is one for each of its matches. */
function covers(path: string, place: RulePlace): boolean {
  return path === '' || path === place.path || path === place.rule;
}

/** The VirtualServices that a resource is part of: its own, a root it is delegated from, one it was folded into. */
function servicesOf(resource: Resource, replay: Replay): readonly ReplayVirtualService[] {
  return replay.services.filter(
    (service) =>
      service.sources.includes(resource) ||
      service.http.some(({ origin }) => origin.resource === resource && origin.via !== null),
  );
}

function isDelegateResource(resource: Resource, replay: Replay): boolean {
  return replay.delegates.some((delegate) => delegate.sources.includes(resource));
}

const known = new WeakMap<Replay, ProductsOf>();

/** Whoever asks for one resource may ask for all of them. */
function productsIn(replay: Replay): ProductsOf {
  let products = known.get(replay);
  if (products === undefined) {
    products = indexProducts(replay);
    known.set(replay, products);
  }
  return products;
}
