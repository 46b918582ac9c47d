import { textOf } from '../../base/source/index.ts';
import { readInputs } from '../../ingest/index.ts';
import { EXIT, KnownError } from '../../model/index.ts';
import type { Io } from '../io.ts';

/**
 * A small file that an option names.
 *
 * @throws KnownError when it cannot be read
 */
export async function readText(path: string, maxBytes: number, io: Io): Promise<string> {
  const { inputs, diagnostics } = await readInputs([path], { io, maxBytes });
  const [input] = inputs;
  if (input !== undefined) return textOf(input.source);
  const [first, ...others] = diagnostics;
  const unread = { code: 'IN001', severity: 'error', message: `${path} cannot be read` } as const;
  throw new KnownError(EXIT.noInput, first ?? unread, others);
}
