/** All VirtualServices as istiod indexes them: delegates merged into roots, generated ones added, in creation order. */
import type { ReplayVirtualService } from './effective.ts';
import { compareCreation } from './creation-order.ts';
import type { Journal } from './journal.ts';
import { isDelegate, isRoot, mergeDelegates } from './merge-delegates.ts';
import type { GenerationProfile } from './profile.ts';

export function effectiveServices(
  services: readonly ReplayVirtualService[],
  profile: GenerationProfile,
  journal: Journal,
): readonly ReplayVirtualService[] {
  const sorted = [...services].sort(compareCreation(profile.tieBreak));
  const delegates = new Map(
    sorted.filter(isDelegate).map((service) => [`${service.namespace}/${service.name}`, service] as const),
  );
  const plain = sorted.filter((service) => !isDelegate(service) && !isRoot(service));
  const roots = sorted.filter((service) => !isDelegate(service) && isRoot(service));
  const merged = roots.map((root) => mergeDelegates(root, delegates, profile, journal));
  return profile.delegateRootsLast
    ? [...plain, ...merged]
    : [...plain, ...merged].sort(compareCreation(profile.tieBreak));
}
