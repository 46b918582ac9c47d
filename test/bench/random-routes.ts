/** Matches as large gateways have them, for the benches. */
import type { PathMatcher, RouteMatch } from '../../lib/model/index.ts';
import type { Random } from '../oracle/random.ts';

const WORDS = 'api v1 v2 users orders cart items admin health static img js css login pay shop search blog docs'.split(
  ' ',
);

/** The larger `size`, the fewer paths repeat. */
export function randomMatch(random: Random, size: number): RouteMatch {
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
