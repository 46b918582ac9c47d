/** `npm run bench [-- DUMP…]` (--help): times and memory against jq and istioctl, and how they grow. Passes whatever they are. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { batch } from './batch.ts';
import type { Figure } from './figures.ts';
import { growth } from './growth.ts';
import { inputs } from './inputs.ts';
import { absent, onDump, type Point } from './on-dump.ts';
import { HELP, readOptions, type Options } from './options.ts';
import { machine, writeResults } from './results.ts';
import { startUp } from './start-up.ts';

const INSIDE = [
  ['route analysis: random virtual hosts', './route-analysis.ts'],
  ['lint: one virtual host', './lint-curve.ts'],
] as const;

const options = readOptions(process.argv.slice(2));
if (options === null) process.stdout.write(HELP);
else await bench(options);

async function bench(asked: Options): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'whyroute-bench-'));
  const figures: Figure[] = [];
  const points: Point[] = [];
  const show = (more: readonly Figure[]) => {
    figures.push(...more);
    for (const figure of more) say(line(figure));
  };
  try {
    say([machine(), ...absent()].join('\n'));
    show(await startUp(asked));
    for await (const input of inputs(asked, folder)) {
      const measured = await onDump(input, asked);
      points.push(...measured.points);
      show(measured.figures);
      if (input.megabytes > 20 && input.megabytes < 60) show([await batch(input, folder, asked)]);
    }
    show(growth(points));
    if (asked.write) writeResults(figures, new Date().toISOString().slice(0, 10));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  if (!asked.quick) inside();
}

/** Inside one process: how an analysis grows with the length of a virtual host. */
function inside(): void {
  for (const [title, file] of INSIDE) {
    say(`\n${title}`);
    spawnSync(process.execPath, ['--import', 'tsx', fileURLToPath(new URL(file, import.meta.url))], {
      stdio: 'inherit',
      cwd: fileURLToPath(new URL('../..', import.meta.url)),
    });
  }
}

function line({ what, input, measured, against, ratio, wanted }: Figure): string {
  const first = `\n${[what, input].filter((text) => text !== '').join(' · ')}`;
  return [first, measured, against, [ratio, wanted].filter((text) => text !== '').join('   ')].join('\n  ');
}

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}
