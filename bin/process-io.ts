/** The process as a run sees it. */
import { fstatSync, statSync } from 'node:fs';
import type { Stats } from 'node:fs';
import { DirectStream } from './direct-stream.ts';
import type { Io, OutStream } from '../lib/cli/index.ts';

/** How a run's streams are opened; `out` is asked for 1 or 2. */
export interface Streams {
  readonly in: () => Io['stdin'];
  readonly out: (fd: 1 | 2) => OutStream;
}

/** The major number: /dev/null and /dev/full have one driver, which terminals do not share. */
function driverOf({ rdev }: Stats): number {
  return Math.floor(rdev / 256);
}

/** Terminals are left to Node, which knows their width. */
function isDirect(fd: number): boolean {
  if (process.platform === 'win32') return false;
  try {
    const stat = fstatSync(fd);
    if (stat.isCharacterDevice()) return driverOf(stat) === driverOf(statSync('/dev/null'));
    return stat.isFIFO() || stat.isSocket() || stat.isFile();
  } catch {
    return false;
  }
}

const OF_THE_PROCESS: Streams = {
  in: () => process.stdin,
  out: (fd) => {
    const own = (): OutStream => (fd === 1 ? process.stdout : process.stderr);
    return isDirect(fd) ? new DirectStream(fd, own) : own();
  },
};

/** Streams are opened when they are first asked for: most runs need one of them. */
export function processIo(streams: Streams = OF_THE_PROCESS): Io {
  let stdin: Io['stdin'] | undefined;
  let stdout: OutStream | undefined;
  let stderr: OutStream | undefined;
  return {
    get stdin() {
      return (stdin ??= streams.in());
    },
    get stdout() {
      return (stdout ??= streams.out(1));
    },
    get stderr() {
      return (stderr ??= streams.out(2));
    },
    env: process.env,
    on: (signal, listener) => process.on(signal, listener),
    off: (signal, listener) => process.off(signal, listener),
  };
}
