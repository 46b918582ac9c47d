/**
 * The cost curve of the route analysis: one virtual host of 1,000 to 20,000 random routes, and the time per route. Near
 * linear means that the last column hardly grows. Run by `npm run bench`.
 */
import { Reachability } from '../../lib/analyze/reach/index.ts';
import { MatchingIndex } from '../../lib/matching/index.ts';
import type { PathMatcher, RouteMatch, RouteReach } from '../../lib/model/index.ts';
import { Random } from '../oracle/random.ts';
import { tableOf } from '../support/small-hosts.ts';

const WORDS = 'api v1 v2 users orders cart items admin health static img js css login pay shop search blog docs'.split(
  ' ',
);

function randomMatch(random: Random, size: number): RouteMatch {
  const segments = random.some(1, 4, () => {
    const word = random.pick(WORDS);
    return random.once(3) ? word : `${word}${String(random.below(size))}`;
  });
  const headers = random.once(5)
    ? [
        {
          name: random.pick(['x-env', ':method']),
          test: { kind: 'exact', value: random.pick(['GET', 'POST']) } as const,
        },
      ]
    : null;
  return { path: randomPath(random, `/${segments.join('/')}`), ...(headers === null ? {} : { headers }) };
}

function randomPath(random: Random, path: string): PathMatcher {
  const kind = random.below(20);
  if (kind < 9) return { kind: 'prefix', value: random.once(2) ? path : `${path}/` };
  if (kind < 14) return { kind: 'path', value: path };
  if (kind < 17) return { kind: 'pathSeparatedPrefix', value: path };
  return { kind: 'regex', regex: kind < 19 ? `${path}/[a-z0-9-]+(/.*)?` : `/[^/]+${path}/.*` };
}

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
