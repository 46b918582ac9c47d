/** `--expect CLUSTER|SOURCE|STATUS`: what a script wants a trace to end in. */
import type { TraceLine } from '../../model/index.ts';
import { clusterFits, parseResourceSelector, relationOf } from '../rows/index.ts';

/**
 * A number is a status that Envoy itself answers with, `[KIND/]NAMESPACE/NAME` the resource that made the route, anything
 * else a cluster (or the service host in its name) that takes some of the traffic. What cannot be told is not met.
 */
export function expectationMet(line: TraceLine, wanted: string): boolean {
  if (line.disposition === 'indeterminate') return false;
  if (/^\d{3}$/.test(wanted)) return line.status === Number(wanted);
  if (line.clusters.some(({ name, weight }) => weight > 0 && clusterFits(name, wanted))) return line.status === null;
  const selector = wanted.includes('|') ? null : parseResourceSelector(wanted);
  if (selector === null || line.source === null) return false;
  const relation = relationOf(selector, line.source);
  return relation === 'made' || relation === 'root';
}
