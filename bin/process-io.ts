/** The process as a run sees it. */
import { fstatSync, statSync } from 'node:fs';
import { DirectStream } from './direct-stream.ts';
import type { Io, OutStream } from '../lib/cli/index.ts';

/** Node's own streams: `out` is asked for 1 or 2. */
export interface OwnStreams {
  readonly in: () => Io['stdin'];
  readonly out: (fd: 1 | 2) => OutStream;
}

const OF_THE_PROCESS: OwnStreams = {
  in: () => process.stdin,
  out: (fd) => (fd === 1 ? process.stdout : process.stderr),
};

/** Terminals are left to Node, which knows their width. */
function isDirect(fd: number): boolean {
  if (process.platform === 'win32') return false;
  try {
    const stat = fstatSync(fd);
    if (stat.isCharacterDevice()) return stat.rdev === statSync('/dev/null').rdev;
    return stat.isFIFO() || stat.isSocket() || stat.isFile();
  } catch {
    return false;
  }
}

/** Streams are opened when they are first asked for: most runs need one of them. */
export function processIo(own: OwnStreams = OF_THE_PROCESS): Io {
  const open = (fd: 1 | 2): OutStream => {
    const node = (): OutStream => own.out(fd);
    return isDirect(fd) ? new DirectStream(fd, node) : node();
  };
  let stdin: Io['stdin'] | undefined;
  let stdout: OutStream | undefined;
  let stderr: OutStream | undefined;
  return {
    get stdin() {
      return (stdin ??= own.in());
    },
    get stdout() {
      return (stdout ??= open(1));
    },
    get stderr() {
      return (stderr ??= open(2));
    },
    env: process.env,
    on: (signal, listener) => process.on(signal, listener),
    off: (signal, listener) => process.off(signal, listener),
  };
}
