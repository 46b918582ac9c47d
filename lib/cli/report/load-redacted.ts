/** Dump and resources without their secrets, as every part of a report sees them. */
import type { Redactor } from '../../analyze/redact/index.ts';
import { readInputs } from '../../ingest/index.ts';
import type { IngestedInput } from '../../ingest/index.ts';
import { EXIT, KnownError } from '../../model/index.ts';
import { ALL_SECTIONS, normalize } from '../../normalize/index.ts';
import type { Io } from '../io.ts';
import { NOTHING_GIVEN, ingest, together } from '../pipeline.ts';
import type { InputArguments, Loaded } from '../pipeline.ts';
import { givenFrom } from '../read-given.ts';
import { refuseLeaks } from '../redact/check.ts';
import { readingProgress } from '../reading-progress.ts';
import { isLong, redactInputs } from '../redact/redact-inputs.ts';
import type { RedactedInputs } from '../redact/redact-inputs.ts';

export interface LoadedRedacted extends Loaded {
  /** The dump's files, redacted. */
  readonly inputs: readonly IngestedInput[];
}

/** @throws KnownError when a secret is left (exit 6), when there is nothing to read, or nothing of a proxy in it */
export async function loadRedacted(given: InputArguments, redactor: Redactor, io: Io): Promise<LoadedRedacted> {
  const { paths } = given.given;
  const dump = await ingest(given, io);
  const resources =
    paths.length === 0 ? null : await readInputs(paths, { io, maxBytes: given.maxBytes, purpose: 'resources' });
  const progress = readingProgress(io, given.live.quiet);
  let all: RedactedInputs;
  try {
    all = redactInputs(redactor, [...dump.inputs, ...dump.resources, ...(resources?.inputs ?? [])], progress);
    progress.onPhase('searching for all that was taken out', isLong(all.texts));
    refuseLeaks(all.texts, redactor);
  } finally {
    progress.end();
  }
  const origins = new Set(dump.inputs.map(({ origin }) => origin));
  const inputs = all.inputs.filter(({ origin }) => origins.has(origin));
  const others = all.inputs.filter(({ origin }) => !origins.has(origin));
  const [first, ...rest] = all.diagnostics;
  if (inputs.length === 0 && dump.inputs.length > 0 && first !== undefined)
    throw new KnownError(EXIT.noInput, first, rest);
  // Resources may come with -r, and with the proxies in a bundle or archive.
  const snapshot = normalize(inputs, ALL_SECTIONS, dump);
  const named = { inputs: others, diagnostics: resources?.diagnostics ?? [] };
  const read = others.length === 0 && resources === null ? NOTHING_GIVEN : givenFrom(named, [], paths);
  const loaded = together(snapshot, read, given);
  const diagnostics = [...loaded.diagnostics, ...all.diagnostics];
  return { ...loaded, diagnostics, partial: loaded.partial || all.lost || resources?.lost === true, inputs };
}
