/** Runs a command line in this process, with streams that remember. */
import { Readable } from 'node:stream';
import { main } from '../../lib/cli/index.ts';
import type { Io, OutStream } from '../../lib/cli/io.ts';

export interface Ran {
  readonly stdout: string;
  readonly stderr: string;
  readonly exitCode: number;
}

export interface RunOptions {
  readonly stdin?: Buffer | string;
  /** Columns of a pretended terminal; absent: stdout and stderr are pipes. */
  readonly columns?: number;
  /** Standard input is a terminal at which nobody types. */
  readonly stdinIsTerminal?: true;
  readonly env?: Readonly<Record<string, string>>;
}

class Memory implements OutStream {
  text = '';
  readonly isTTY: boolean;
  readonly columns: number;

  constructor(columns: number | undefined) {
    this.isTTY = columns !== undefined;
    this.columns = columns ?? 80;
  }

  write(chunk: string): boolean {
    this.text += chunk;
    return true;
  }

  once(): this {
    return this;
  }

  on(): this {
    return this;
  }
}

export async function runCli(argv: readonly string[], options: RunOptions = {}): Promise<Ran> {
  const stdout = new Memory(options.columns);
  const stderr = new Memory(options.columns);
  const stdin: Io['stdin'] & { isTTY?: boolean } = Readable.from(
    options.stdin === undefined ? [] : [Buffer.from(options.stdin)],
  );
  if (options.stdinIsTerminal === true) stdin.isTTY = true;
  const exitCode = await main(argv, { stdin, stdout, stderr, env: options.env ?? {} });
  return { stdout: stdout.text, stderr: stderr.text, exitCode };
}
