/** Pods of one workload should hold the same configuration; which one does not, and in what. */
import { groupBy } from '../../base/index.ts';
import { compareText } from '../../base/plain.ts';
import { SECTIONS } from '../../model/index.ts';
import type { FleetGroup, Snapshot } from '../../model/index.ts';
import { differences } from './compare.ts';
import { factsOf } from './facts.ts';
import type { Facts } from './facts.ts';

export interface FleetMember {
  readonly namespace: string;
  readonly name: string;
  readonly workload: string | null;
  readonly snapshot: Snapshot;
}

/** Differences that are told of one pod: the first few say what happened. */
const TOLD = 8;

interface Known {
  readonly pod: string;
  readonly facts: Facts;
}

/** Groups of two pods and more; a pod alone has nobody to differ from. */
export function fleetOf(members: readonly FleetMember[]): readonly FleetGroup[] {
  const workloads = groupBy(
    members.filter(({ workload }) => workload !== null),
    ({ namespace, workload }) => `${namespace}/${String(workload)}`,
  );
  return [...workloads]
    .filter(([, pods]) => pods.length > 1)
    .sort(([a], [b]) => compareText(a, b))
    .map(([, pods]) => groupOf(pods));
}

function groupOf(members: readonly FleetMember[]): FleetGroup {
  const common = new Set(SECTIONS.filter((one) => members.every(({ snapshot }) => snapshot.sections.has(one))));
  const known: Known[] = members
    .map(({ name, namespace, snapshot }) => ({ pod: `${name}.${namespace}`, facts: factsOf(snapshot, common) }))
    .sort((a, b) => compareText(a.pod, b.pod));
  // Stable: of groups of one size the one with the first pod comes first.
  const groups = [...groupBy(known, ({ facts }) => facts.signature).values()].sort((a, b) => b.length - a.length);
  const [most = [], second = []] = groups;
  const [reference] = most;
  const odd = known.filter((one) => !most.includes(one));
  return {
    workload: members[0]?.workload ?? '',
    namespace: members[0]?.namespace ?? '',
    same: most.map(({ pod }) => pod),
    odd: odd.map(({ pod, facts }) => {
      const found = reference === undefined ? [] : differences(facts, reference.facts);
      return { pod, differences: found.slice(0, TOLD), total: found.length };
    }),
    tie: second.length === most.length,
  };
}
