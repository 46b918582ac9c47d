/** How the time of a command grows with the dump: per MB at each size, and from size to size as if it had doubled. */
import { bound, isMeasured, type Figure } from './figures.ts';
import type { Point } from './on-dump.ts';

const BOUNDED = ['routes', 'clusters', 'listeners', 'lint'];

export function growth(points: readonly Point[]): Figure[] {
  const commands = [...new Set(points.map(({ command }) => command))];
  return commands.flatMap((command) => {
    const own = points.filter((point) => point.command === command).sort((a, b) => a.megabytes - b.megabytes);
    return own.slice(1).map((point, at) => step(own[at] ?? point, point));
  });
}

function step(from: Point, to: Point): Figure {
  const [before, after] = [seconds(from), seconds(to)];
  // What a doubling would have cost: the step is seldom exactly one.
  const doubled = (after / before) ** (1 / Math.log2(to.megabytes / from.megabytes));
  const each = [from, to].map((point) => `${((seconds(point) / point.megabytes) * 1000).toFixed(1)} ms`);
  return {
    what: `${to.command}, growth`,
    input: `${from.megabytes.toFixed(0)} → ${to.megabytes.toFixed(0)} MB`,
    measured: `${each.join(' → ')} per MB`,
    against: 'a doubled dump',
    ratio: Number.isNaN(doubled) ? '' : `time ${doubled.toFixed(2)}`,
    wanted: bound('time', doubled, BOUNDED.includes(to.command) ? 2 : undefined),
  };
}

function seconds({ outcome }: Point): number {
  return isMeasured(outcome) ? outcome.seconds : Number.NaN;
}
