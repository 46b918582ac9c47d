/** How the pods of one workload differ, in words. No escaping here. */
import type { FleetDifference, FleetGroup, FleetPod } from '../../model/index.ts';

const KINDS = {
  route: 'route',
  virtualHost: 'virtual host',
  routeConfig: 'route configuration',
  cluster: 'cluster',
  listener: 'listener',
  istioVersion: 'the version of',
} as const satisfies Record<FleetDifference['kind'], string>;

const HOW = {
  missing: 'is missing',
  extra: 'is in it alone',
  differs: 'is another',
  order: 'has its routes in another order',
} as const satisfies Record<FleetDifference['how'], string>;

/** One pod that differs: a title, and what is different, the most telling first. */
interface OddPodWords {
  readonly title: string;
  readonly differences: readonly string[];
}

/** `tie` is a sentence where nobody can say which pod is the odd one; `same` one where all agree. */
export interface FleetWords {
  readonly same: string | null;
  readonly odd: readonly OddPodWords[];
  readonly tie: string | null;
}

function oddWords({ pod, differences, total }: FleetPod, { same, workload, namespace }: FleetGroup): OddPodWords {
  const others = same.length === 1 ? (same[0] ?? '') : `${String(same.length)} other pods of ${workload}.${namespace}`;
  const more = total > differences.length ? [`and ${String(total - differences.length)} more`] : [];
  return {
    title: `${pod} differs from ${others}`,
    differences: [...differences.map(({ kind, selector, how }) => `${KINDS[kind]} ${selector} ${HOW[how]}`), ...more],
  };
}

export function fleetWords(group: FleetGroup): FleetWords {
  const { workload, namespace, same, odd, tie } = group;
  return {
    same:
      odd.length > 0
        ? null
        : `the ${String(same.length)} pods of ${workload}.${namespace} hold the same routes, clusters and listeners`,
    odd: odd.map((pod) => oddWords(pod, group)),
    tie: tie ? 'no larger group of pods agrees, so which one is behind cannot be told' : null,
  };
}
