/** One line on stderr that changes, on a terminal. */
import { safe } from '../render/index.ts';
import { widthOf } from './io.ts';
import type { Io } from './io.ts';

const CLEAR = '\r\u001b[K';

/** Whether stderr is a terminal on which a line can change. */
export function hasStatusLine({ stderr, env }: Io): boolean {
  return stderr.isTTY === true && env['TERM'] !== 'dumb';
}

export function drawStatusLine({ stderr }: Io, text: string): void {
  stderr.write(`${CLEAR}${safe(text).slice(0, (widthOf(stderr) ?? 80) - 1)}`);
}

export function clearStatusLine({ stderr }: Io): void {
  stderr.write(CLEAR);
}
