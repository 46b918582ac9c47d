/** Inputs into one Snapshot: the door of this room. */
import { EXIT, KnownError, SECTIONS } from '../model/index.ts';
import type { Diagnostic, Section, Snapshot } from '../model/index.ts';
import { merge } from './merge/merge.ts';
import type { ReadDocument } from './merge/merge.ts';
import { readInput } from './read-input.ts';
import type { Input, InputRead } from './read-input.ts';
import { Tally } from './tally.ts';

/** Every section; commands that need fewer name them, and the rest is counted without being built. */
export const ALL_SECTIONS: ReadonlySet<Section> = new Set(SECTIONS);

/**
 * Reads all inputs as sections of one proxy. `before` is what ingest has to report (files that could not be read), with
 * `lost` true when that makes the answer partial.
 *
 * @throws KnownError (exit 3) when nothing of a proxy is in the inputs, or they belong to different proxies.
 */
export function normalize(
  inputs: readonly Input[],
  wanted: ReadonlySet<Section> = ALL_SECTIONS,
  before: { readonly diagnostics: readonly Diagnostic[]; readonly lost: boolean } = { diagnostics: [], lost: false },
): Snapshot {
  const tally = new Tally();
  const documents: ReadDocument[] = [];
  const found: Diagnostic[] = [];
  let partial = false;
  for (const input of inputs) {
    const read = readInput(input, wanted);
    tally.meet('documents', read.documents.length);
    for (const [what, count] of read.foreign) {
      tally.meet('documents', count);
      tally.skip('documents', what, count);
    }
    documents.push(...read.documents);
    if (read.useless === null) found.push(...read.diagnostics);
    else found.push(...(input.named ? read.diagnostics : []), uselessInput(input, read.useless));
    // What is wrong with a stranger's file in a folder takes nothing from the answer.
    if ((read.useless === null && read.partial) || (read.useless !== null && input.named)) partial = true;
  }
  // Inputs are read just now: what ingest met is complete only here.
  const diagnostics = [...before.diagnostics, ...found];
  if (documents.length === 0) throw nothing(inputs, diagnostics);
  return merge(documents, tally, diagnostics, partial || before.lost);
}

function uselessInput(input: Input, useless: NonNullable<InputRead['useless']>): Diagnostic {
  const { name } = input.origin;
  // A folder holds all kinds of files: one word for those that are not ours, and no advice.
  if (!input.named)
    return { code: 'SH004', severity: 'note', message: 'nothing of an Envoy proxy in it', document: name };
  return {
    code: 'SH001',
    severity: 'error',
    message: `this is ${useless.what}`,
    document: name === '-' ? 'stdin' : name,
    hint: useless.hint,
  };
}

function nothing(inputs: readonly Input[], diagnostics: readonly Diagnostic[]): KnownError {
  const errors = diagnostics.filter(({ severity }) => severity === 'error');
  const only = errors.length === 1 ? errors[0] : undefined;
  if (only !== undefined) {
    return new KnownError(
      EXIT.noInput,
      only,
      diagnostics.filter((diagnostic) => diagnostic !== only),
    );
  }
  return new KnownError(
    EXIT.noInput,
    {
      code: 'SH002',
      severity: 'error',
      message:
        inputs.length === 0
          ? 'none of the inputs could be read'
          : `nothing of an Envoy proxy in ${inputs.length === 1 ? 'the input' : `${String(inputs.length)} inputs`}`,
      hint: 'istioctl proxy-config all POD.NAMESPACE -o json > dump.json',
    },
    diagnostics,
  );
}
