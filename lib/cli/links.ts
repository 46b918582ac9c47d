import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { FileLocation } from '../model/index.ts';
import type { Io } from './io.ts';

/** Terminals that print OSC 8 as it is. */
const PLAIN = new Set(['dumb', 'linux']);

/** Makes the URL of a place in a file, for a terminal; undefined where text has no links. */
export function linkOf({ stdout, env }: Io): ((location: FileLocation) => string | null) | undefined {
  if (stdout.isTTY !== true || PLAIN.has(env['TERM'] ?? '')) return undefined;
  return ({ file, line }) => (file === 'stdin' ? null : `${pathToFileURL(resolve(file)).href}#${String(line)}`);
}
