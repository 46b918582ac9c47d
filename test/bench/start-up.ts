/** What a small question costs: --version against an empty Node, and small samples as milliseconds above it. */
import { fileURLToPath } from 'node:url';
import { bound, comparison, isMeasured, told, type Figure } from './figures.ts';
import { measure, type Command } from './measure.ts';
import { BIN } from './on-dump.ts';
import type { Options } from './options.ts';

const RUNS = 15;
const SAMPLES = ['seed', 'shop', 'random-1'];
const NODE: Command = { title: 'node -e 0', program: process.execPath, args: ['-e', '0'] };

export async function startUp({ quick, timeout }: Options): Promise<Figure[]> {
  const version: Command = { title: '--version', program: process.execPath, args: [BIN, '--version'] };
  const samples = SAMPLES.map((name): Command => {
    const dump = fileURLToPath(new URL(`../../samples/${name}/config_dump.json`, import.meta.url));
    return { title: `samples/${name}`, program: process.execPath, args: [BIN, 'routes', dump, '-q'] };
  });
  const outcomes = await measure([NODE, version, ...samples], quick ? 3 : RUNS, timeout);
  const [node = { failed: 'not run' }, first = { failed: 'not run' }, ...rest] = outcomes;
  const bare = { title: NODE.title, outcome: node };
  return [
    comparison('--version', '', first, bare, { time: 1.5 }),
    ...samples.map(({ title }, at): Figure => {
      const own = rest[at] ?? { failed: 'not run' };
      const both = isMeasured(own) && isMeasured(node);
      const above = both ? (own.seconds - node.seconds) * 1000 : Number.NaN;
      const least = both ? (own.least - node.least) * 1000 : Number.NaN;
      return {
        what: 'routes',
        input: title,
        measured: told(own),
        against: `${bare.title}: ${told(node)}`,
        ratio: Number.isNaN(above) ? '' : `${above.toFixed(0)} ms (${least.toFixed(0)}) above`,
        wanted: bound('ms above', above, 60),
      };
    }),
  ];
}
