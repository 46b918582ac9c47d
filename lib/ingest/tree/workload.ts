/**
 * Which workload a pod belongs to, read from its name: Kubernetes appends a hash and five characters for a Deployment, five
 * characters for a DaemonSet, a number for a StatefulSet (k8s.io/apimachinery/pkg/util/rand: no vowels, no 0, 1, 3).
 */
const RANDOM = '[bcdfghjklmnpqrstvwxz2456789]';
const SHAPES: readonly RegExp[] = [
  new RegExp(`^(.+)-${RANDOM}{5,10}-${RANDOM}{5}$`),
  new RegExp(`^(.+)-${RANDOM}{5}$`),
  /^(.+)-\d+$/,
];

/** Null where the name has none of these forms. */
export function workloadOf(pod: string): string | null {
  for (const shape of SHAPES) {
    const workload = shape.exec(pod)?.[1];
    if (workload !== undefined) return workload;
  }
  return null;
}
