/**
 * `npm run bench [-- DUMP]`: whole-process times, the commands in turn (A B A B …), so that a machine that drifts drifts for
 * both. Prints minimum and median of wall time and peak memory, and the ratio of the medians. No verdict.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, openSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { makeDump } from './make-dump.mjs';

const BIN = fileURLToPath(new URL('../../dist/bin/whyroute.js', import.meta.url));
const node = process.execPath;
const nothing = openSync('/dev/null', 'w');

/** Seconds and megabytes of one run; GNU time when it is there tells the memory. */
function once(command, args) {
  const timed = existsSync('/usr/bin/time');
  const [program, words] = timed ? ['/usr/bin/time', ['-f', '%M', command, ...args]] : [command, args];
  const start = process.hrtime.bigint();
  const run = spawnSync(program, words, { stdio: ['ignore', nothing, 'pipe'] });
  if (run.error !== undefined) throw run.error;
  const seconds = Number(process.hrtime.bigint() - start) / 1e9;
  return { seconds, megabytes: timed ? Number(run.stderr.toString().trim().split('\n').at(-1)) / 1024 : Number.NaN };
}

function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)];
}

function pair(title, [nameA, ...a], [nameB, ...b], runs = 9) {
  const results = [[], []];
  for (let run = -1; run < runs; run++) {
    for (const [i, command] of [a, b].entries()) {
      const measured = once(command[0], command.slice(1));
      if (run >= 0) results[i].push(measured);
    }
  }
  console.log(`\n${title}`);
  const medians = results.map((list, i) => {
    const seconds = list.map((one) => one.seconds);
    const megabytes = list.map((one) => one.megabytes);
    console.log(
      `  ${[nameA, nameB][i].padEnd(28)} median ${median(seconds).toFixed(3)} s  minimum ${Math.min(...seconds).toFixed(3)} s  peak ${median(megabytes).toFixed(0)} MB`,
    );
    return [median(seconds), median(megabytes)];
  });
  console.log(
    `  ratio: time ${(medians[0][0] / medians[1][0]).toFixed(2)}, memory ${(medians[0][1] / medians[1][1]).toFixed(2)}`,
  );
}

pair(
  'start: --version against an empty Node',
  ['whyroute --version', node, BIN, '--version'],
  ['node -e 0', node, '-e', '0'],
);

const folder = mkdtempSync(join(tmpdir(), 'whyroute-bench-'));
try {
  const dump = process.argv[2] ?? join(folder, 'dump.json');
  if (process.argv[2] === undefined) makeDump(dump, 28);
  const size = `${(statSync(dump).size / 1e6).toFixed(1)} MB`;
  const jq = spawnSync('jq', ['--version']).error === undefined;
  if (jq) {
    for (const command of ['routes', 'clusters', 'listeners']) {
      pair(
        `${command} of a ${size} dump against jq length`,
        [`whyroute ${command}`, node, BIN, command, dump],
        ['jq length', 'jq', 'length', dump],
      );
    }
  } else console.log('\njq is not installed: no comparison of reading');
  pair(
    `lint of a ${size} dump against routes`,
    ['whyroute lint', node, BIN, 'lint', dump],
    ['whyroute routes', node, BIN, 'routes', dump],
    3,
  );
} finally {
  rmSync(folder, { recursive: true, force: true });
}

// Inside one process: how the route analysis grows with the length of a virtual host.
console.log('\nroute analysis: random virtual hosts');
const analysis = fileURLToPath(new URL('./route-analysis.ts', import.meta.url));
spawnSync(node, ['--import', 'tsx', analysis], {
  stdio: 'inherit',
  cwd: fileURLToPath(new URL('../..', import.meta.url)),
});

console.log('\nlint: one virtual host');
spawnSync(node, ['--import', 'tsx', fileURLToPath(new URL('./lint-curve.ts', import.meta.url))], {
  stdio: 'inherit',
  cwd: fileURLToPath(new URL('../..', import.meta.url)),
});
