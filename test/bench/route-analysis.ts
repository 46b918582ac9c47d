/**
 * The cost curve of the route analysis: one virtual host of 1,000 to 20,000 random routes, and the time per route. Near
 * linear means that the last column hardly grows. Run by `npm run bench`.
 */
import { Reachability } from '../../lib/analyze/reach/index.ts';
import { MatchingIndex } from '../../lib/matching/index.ts';
import type { RouteReach } from '../../lib/model/index.ts';
import { Random } from '../oracle/random.ts';
import { tableOf } from '../support/small-hosts.ts';
import { randomMatch } from './random-routes.ts';

function measure(size: number): string {
  const random = new Random(size);
  const matches = Array.from({ length: size - 1 }, () => randomMatch(random, size));
  const { snapshot, config, host } = tableOf([...matches, { path: { kind: 'prefix', value: '/' } }]);
  const start = performance.now();
  const reaches = new Reachability(new MatchingIndex(snapshot)).routes(config, host);
  const milliseconds = performance.now() - start;
  const counts = new Map<RouteReach['kind'], number>();
  for (const { kind } of reaches) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  const told = [...counts].map(([kind, count]) => `${String(count)} ${kind}`).join(', ');
  const each = ((milliseconds * 1000) / size).toFixed(0);
  return `  ${String(size).padStart(6)} routes  ${milliseconds.toFixed(0).padStart(6)} ms  ${each.padStart(4)} µs a route  (${told})\n`;
}

measure(500);
for (const size of [1000, 2000, 5000, 10_000, 20_000]) process.stdout.write(measure(size));
