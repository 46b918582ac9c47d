/** Whole processes, measured in turn (A B C A B C …), so that a machine that drifts drifts for all. */
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';

export interface Command {
  readonly title: string;
  readonly program: string;
  readonly args: readonly string[];
  /** Exit codes that are no failure. */
  readonly fine?: readonly number[];
}

export interface Measured {
  readonly seconds: number;
  readonly least: number;
  /** Peak; NaN without a GNU time. */
  readonly megabytes: number;
  readonly runs: number;
}

/** A command that failed, took too long or was left out says so instead. */
export type Outcome = Measured | { readonly failed: string };

interface Run {
  readonly seconds: number;
  readonly megabytes: number;
  readonly failed: string | null;
}

/** Rounds are repeated until they have taken about this long. */
const BUDGET_SECONDS = 120;

/** Node reads such a file at every start, which costs more than starting: that is a matter of the machine. */
const ENVIRONMENT = { ...process.env, NODE_EXTRA_CA_CERTS: undefined };

const TIME = ['/usr/bin/time', 'gtime'].find((program) => {
  const tried = spawnSync(program, ['-f', '%M', process.execPath, '-e', '0'], { encoding: 'utf8' });
  return tried.error === undefined && /^\d+$/.test(tried.stderr.trim());
});

/**
 * One round to warm up, then up to `runs` that count. When the first round has used up the budget, it counts itself: what
 * takes minutes is not decided by a cold cache.
 */
export async function measure(
  commands: readonly Command[],
  runs: number,
  timeout: number,
): Promise<readonly Outcome[]> {
  const results = commands.map((): Run[] => []);
  const failures = commands.map((): string | null => null);
  let rounds = 1;
  for (let round = 0; round <= rounds; round++) {
    const start = performance.now();
    for (const [at, command] of commands.entries()) {
      if (failures[at] !== null) continue;
      const run = await once(command, timeout);
      failures[at] = run.failed;
      if (run.failed === null) results[at]?.push(run);
    }
    if (round === 0) rounds = Math.min(runs, Math.floor((BUDGET_SECONDS * 1000) / (performance.now() - start)));
  }
  return results.map((list, at) => {
    const failed = failures[at] ?? null;
    return failed === null ? summary(list.length > 1 ? list.slice(1) : list) : { failed };
  });
}

function summary(runs: readonly Run[]): Measured {
  const seconds = runs.map((run) => run.seconds);
  const megabytes = median(runs.map((run) => run.megabytes));
  return { seconds: median(seconds), least: Math.min(...seconds), megabytes, runs: runs.length };
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

function once({ program, args, fine = [0] }: Command, timeout: number): Promise<Run> {
  const timed = TIME === undefined ? { program, args } : { program: TIME, args: ['-f', '%M', program, ...args] };
  return new Promise((done, stopped) => {
    const start = performance.now();
    // A group of its own, so that the command ends with the `time` that measures it.
    const child = spawn(timed.program, timed.args, {
      stdio: ['ignore', 'ignore', 'pipe'],
      detached: true,
      env: ENVIRONMENT,
    });
    let told = '';
    let late = false;
    const timer = setTimeout(() => {
      late = true;
      endGroup(child);
    }, timeout * 1000);
    const interrupt = () => {
      endGroup(child);
      stopped(new Error('interrupted'));
    };
    process.once('SIGINT', interrupt);
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      told = (told + text).slice(-4000);
    });
    const end = (failed: string | null) => {
      clearTimeout(timer);
      process.off('SIGINT', interrupt);
      const megabytes = TIME === undefined ? Number.NaN : (Number(told.trim().split('\n').at(-1)) * 1024) / 1e6;
      done({ seconds: (performance.now() - start) / 1000, megabytes, failed });
    };
    child.on('error', (error) => {
      end(error.message);
    });
    child.on('close', (code) => {
      if (late) end(`not done after ${String(timeout)} s`);
      else if (code !== null && fine.includes(code)) end(null);
      else end(`failed: ${lastWords(told, code)}`);
    });
  });
}

function endGroup({ pid }: ChildProcess): void {
  try {
    if (pid !== undefined) process.kill(-pid, 'SIGKILL');
  } catch {
    // It has ended by itself.
  }
}

/** What the command said last; `time` adds two lines of its own. */
function lastWords(text: string, code: number | null): string {
  const lines = text
    .split('\n')
    .filter((line) => line.trim() !== '' && !/^\d+$|^Command (exited|terminated)/.test(line));
  const fatal = lines.find((line) => line.startsWith('FATAL ERROR')) ?? lines.at(-1);
  return (fatal ?? `exit code ${String(code)}`).trim().slice(0, 120);
}
