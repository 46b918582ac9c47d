/** `whyroute lint` */
import { LINT_SECTIONS, fails, lintDocument } from '../../analyze/lint/index.ts';
import { EXIT } from '../../model/index.ts';
import type { LintResult } from '../../model/index.ts';
import { envelope, print } from '../answer.ts';
import { flagArgument } from '../arguments.ts';
import { inputsOf } from '../filters.ts';
import type { Io } from '../io.ts';
import { lintOptions } from '../lint/options.ts';
import { withFleet } from '../live/with-fleet.ts';
import { load } from '../pipeline.ts';
import { readingProgress } from '../reading-progress.ts';
import type { Arguments } from './index.ts';

/** Findings decide the exit code also where the input was partial: they are valid. */
export async function lint(args: Arguments, io: Io): Promise<number> {
  const progress = readingProgress(io, flagArgument(args, 'quiet'));
  const options = await lintOptions(args, io);
  const loaded = await withFleet(await load({ ...inputsOf(args), compare: true }, LINT_SECTIONS, io));
  let result: LintResult;
  try {
    result = lintDocument(loaded.snapshot, loaded.provenance, options, (rule, of) => {
      progress.onStep(`checking rule ${String(rule)} of ${String(of)}`);
    });
  } finally {
    progress.end();
  }
  const document = envelope(loaded, result);
  return print(
    { kind: 'lint', envelope: fails(result) ? { ...document, exitCode: EXIT.findings } : document },
    args,
    io,
  );
}
