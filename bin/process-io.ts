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

/** Streams are opened when they are first asked for: most runs need one of them. */
export function processIo(): Io {
  const open = (fd: number, own: () => OutStream): OutStream => (isDirect(fd) ? new DirectStream(fd, own) : own());
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
  };
}
