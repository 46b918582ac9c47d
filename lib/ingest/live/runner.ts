/** Runs commands: a few at a time, each recorded, each watched, and none that is not read-only. */
import { EXIT, KnownError } from '../../model/index.ts';
import type { CaptureGap, ManifestCommand } from '../bundle/manifest.ts';
import { childEnvironment } from './child-environment.ts';
import type { LiveCommand } from './command.ts';
import { findTool } from './find-tool.ts';
import type { LiveOptions } from './options.ts';
import { isReadOnly } from './read-only.ts';
import { runChild } from './run-child.ts';
import type { ChildResult } from './run-child.ts';
import { Turns } from './turns.ts';

/** Children at once: the API server is somebody else's, too. */
const AT_ONCE = 4;
/** `kubectl exec` can cut its output and still end with 0 (kubernetes/kubernetes#124571): asked again this often. */
const ATTEMPTS = 3;

/** What a command gave: bytes, or why there are none. `command` is its index in the manifest. */
export type Outcome =
  | { readonly ok: true; readonly bytes: Buffer; readonly command: number }
  | { readonly ok: false; readonly why: CaptureGap['why']; readonly detail: string; readonly output: Buffer };

const STOPPED: Readonly<Record<'timeout' | 'tooLarge' | 'notStarted', CaptureGap['why']>> = {
  timeout: 'timeout',
  tooLarge: 'tooLarge',
  notStarted: 'failed',
};

/** What progress says instead of a program's own words, where those say less. */
const GAP_WORDS: Readonly<Partial<Record<CaptureGap['why'], string>>> = {
  absent: 'not in this cluster',
  forbidden: 'forbidden',
};

export class Runner {
  readonly commands: ManifestCommand[] = [];
  readonly options: LiveOptions;
  readonly #tools: Readonly<Record<LiveCommand['tool'], string | null>>;
  readonly #env: Readonly<Record<string, string>>;
  readonly #turns = new Turns(AT_ONCE);
  #steps = 0;

  constructor(options: LiveOptions, tools: Readonly<Record<LiveCommand['tool'], string | null>>) {
    this.options = options;
    this.#tools = tools;
    this.#env = childEnvironment(options.env);
  }

  has(tool: LiveCommand['tool']): boolean {
    return this.#tools[tool] !== null;
  }

  /** Runs a command until its output is whole by `isWhole`. @throws KnownError (130, 143) when the user interrupts. */
  async run(command: LiveCommand, isWhole: (bytes: Buffer) => boolean): Promise<Outcome> {
    const file = this.#tools[command.tool];
    if (file === null) return failure('failed', `${command.tool} was not found`);
    if (!isReadOnly(command)) throw notReadOnly(command);
    return this.#turns.take(async () => {
      const id = ++this.#steps;
      const begun = performance.now();
      const report = (state: 'begun' | 'done' | 'failed' | 'again', bytes: number, why: string): void => {
        const milliseconds = Math.round(performance.now() - begun);
        this.options.onStep({ id, what: command.what, state, milliseconds, bytes, why });
      };
      report('begun', 0, '');
      for (let attempt = 1; ; attempt++) {
        const outcome = await this.#once(file, command, isWhole);
        if (outcome.ok) report('done', outcome.bytes.length, '');
        else if (outcome.why === 'cut' && attempt < ATTEMPTS) {
          report('again', 0, outcome.detail);
          continue;
        } else report('failed', 0, GAP_WORDS[outcome.why] ?? outcome.detail);
        return outcome;
      }
    });
  }

  async #once(file: string, command: LiveCommand, isWhole: (bytes: Buffer) => boolean): Promise<Outcome> {
    const { timeoutMs, maxBytes, signal } = this.options;
    const result = await runChild({ file, args: command.args, env: this.#env, timeoutMs, maxBytes, signal });
    if (signal.aborted) throw interrupted(signal);
    const outcome = judge(result, isWhole, this.commands.length, this.options);
    this.commands.push({
      argv: [command.tool, ...command.args.map(withoutPath)],
      exitCode: result.exitCode,
      outcome: outcome.ok ? 'ok' : outcome.why,
      milliseconds: result.milliseconds,
      bytes: result.stdout.length,
    });
    return outcome;
  }
}

/** A bundle travels: where the kubeconfig lay on this machine is nobody's business. */
function withoutPath(word: string): string {
  return word.startsWith('--kubeconfig=') ? '--kubeconfig=FILE' : word;
}

function failure(why: CaptureGap['why'], detail: string, output: Buffer = Buffer.alloc(0)): Outcome {
  return { ok: false, why, detail, output };
}

function judge(
  { exitCode, stopped, stdout, stderr }: ChildResult,
  isWhole: (bytes: Buffer) => boolean,
  command: number,
  { timeoutMs, maxBytes }: LiveOptions,
): Outcome {
  if (stopped === 'timeout') return failure('timeout', `no answer within ${String(timeoutMs / 1000)} s`);
  if (stopped === 'tooLarge') return failure('tooLarge', `more than ${String(maxBytes)} bytes`);
  if (stopped !== null && stopped !== 'interrupted') return failure(STOPPED[stopped], 'it could not be started');
  if (exitCode !== 0) {
    return failure(whyOf(stderr), `exit code ${String(exitCode)}: ${lastWords(stderr)}`, stdout);
  }
  if (isWhole(stdout)) return { ok: true, bytes: stdout, command };
  const said = stderr.trim() === '' ? '' : `; it said: ${lastWords(stderr)}`;
  return failure(
    'cut',
    `the output is not whole, or not what was asked for, although the exit code is 0${said}`,
    stdout,
  );
}

function whyOf(stderr: string): CaptureGap['why'] {
  if (/\bforbidden\b|Unauthorized/i.test(stderr)) return 'forbidden';
  const absent = /doesn't have a resource type|no matches for kind|could not find the requested resource/;
  return absent.test(stderr) ? 'absent' : 'failed';
}

const SAID = 300;

/** The last line of a program's complaint that is one: warnings before it are not why it ended. */
function lastWords(stderr: string): string {
  const lines = stderr.split(/\r?\n/).filter((line) => line.trim() !== '');
  const error = lines.findLast((line) => /error|forbidden|denied|refused|unable|failed/i.test(line)) ?? lines.at(-1);
  return (error ?? 'it said nothing').trim().slice(0, SAID);
}

function notReadOnly({ tool, args }: LiveCommand): KnownError {
  return new KnownError(EXIT.bug, {
    code: 'BG002',
    severity: 'error',
    message: `whyroute was about to run a command that is not on its list of read-only ones: ${tool} ${args.join(' ')}`,
  });
}

export function interrupted(signal: AbortSignal): KnownError {
  const exitCode = signal.reason === EXIT.terminated ? EXIT.terminated : EXIT.interrupted;
  return new KnownError(exitCode, { code: 'EN003', severity: 'error', message: 'interrupted: nothing was written' });
}

/** @throws KnownError (environment) when a tool that was named, or both tools, cannot be found. */
export async function runnerOf(options: LiveOptions): Promise<Runner> {
  const istioctl = await findTool('istioctl', options.istioctl, options.env);
  const kubectl = await findTool('kubectl', options.kubectl, options.env);
  if (istioctl === null && kubectl === null) {
    throw new KnownError(EXIT.environment, {
      code: 'EN002',
      severity: 'error',
      message: 'neither istioctl nor kubectl is in PATH (the current directory is not searched)',
      hint: '--kubectl PATH or --istioctl PATH; --dry-run prints the commands, to be run elsewhere',
    });
  }
  return new Runner(options, { istioctl, kubectl });
}
