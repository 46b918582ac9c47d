/** The process as a run sees it. */
import { fstatSync, statSync } from 'node:fs';
import { DirectStream } from './direct-stream.ts';
import type { Io, OutStream } from '../lib/cli/index.ts';

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

export interface ProcessIo extends Io {
  /** True when nothing that was written is still on its way. */
  readonly isIdle: () => boolean;
}

/** Streams are opened when they are first asked for: most runs need one of them. */
export function processIo(): ProcessIo {
  let isIdle = true;
  const open = (fd: number, own: () => OutStream): OutStream => {
    const patient = (): OutStream => {
      isIdle = false;
      return own();
    };
    return isDirect(fd) ? new DirectStream(fd, patient) : patient();
  };
  let stdout: OutStream | undefined;
  let stderr: OutStream | undefined;
  return {
    get stdin() {
      return process.stdin;
    },
    get stdout() {
      return (stdout ??= open(1, () => process.stdout));
    },
    get stderr() {
      return (stderr ??= open(2, () => process.stderr));
    },
    env: process.env,
    on: (signal, listener) => process.on(signal, listener),
    off: (signal, listener) => process.off(signal, listener),
    isIdle: () => isIdle,
  };
}
