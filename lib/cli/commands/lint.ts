/** `whyroute lint` */
import { LINT_SECTIONS, fails, lintDocument } from '../../analyze/lint/index.ts';
import { EXIT } from '../../model/index.ts';
import { envelope, print } from '../answer.ts';
import { inputsOf } from '../filters.ts';
import type { Io } from '../io.ts';
import { lintOptions } from '../lint/options.ts';
import { load } from '../pipeline.ts';
import type { Arguments } from './index.ts';

/** Findings decide the exit code also where the input was partial: they are valid. */
export async function lint(args: Arguments, io: Io): Promise<number> {
  const options = await lintOptions(args, io);
  const loaded = await load(inputsOf(args), LINT_SECTIONS, io);
  const result = lintDocument(loaded.snapshot, loaded.provenance, options);
  const document = envelope(loaded, result);
  return print(
    { kind: 'lint', envelope: fails(result) ? { ...document, exitCode: EXIT.findings } : document },
    args,
    io,
  );
}
