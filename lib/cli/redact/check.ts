/** The last look at what was written, before it gets its name. */
import { leaksIn, removedIn } from '../../analyze/redact/index.ts';
import type { Leak, Redactor } from '../../analyze/redact/index.ts';
import { EXIT, KnownError } from '../../model/index.ts';
import type { Snapshot } from '../../model/index.ts';

function refused(code: string, message: string, hint: string): KnownError {
  return new KnownError(EXIT.redaction, { code, severity: 'error', message, hint });
}

/** @throws KnownError (exit 6) when a removed value, or one that a rule knows, is still in the text. */
export function refuseLeaks(texts: readonly string[], redactor: Redactor): void {
  refuse(leaksIn(texts, redactor.registry.all()));
}

/** @throws KnownError (exit 6) when a value that was removed from the input is in what was made of it. */
export function refuseRemoved(texts: readonly string[], redactor: Redactor): void {
  refuse(removedIn(texts, redactor.registry.all()));
}

function refuse(leaks: readonly Leak[]): void {
  if (leaks.length === 0) return;
  const where = leaks.map(({ rule, form, count }) => `${rule} (${form}, ${String(count)})`).join('; ');
  throw refused(
    'RD002',
    'what was removed is still in the text, so nothing was written',
    `rules whose values were found, in which form and how often: ${where}`,
  );
}

/** Objects met, of each kind. */
function countsOf({ counts }: Snapshot): string {
  return JSON.stringify(counts);
}

/** @throws KnownError (exit 6) when the redacted dump does not hold the same objects as the original. */
export function refuseLoss(before: Snapshot, after: Snapshot): void {
  if (countsOf(before) === countsOf(after)) return;
  throw refused(
    'RD003',
    'the redacted dump does not hold as many objects as the original, so nothing was written',
    'this is a bug of whyroute: please send us the output of whyroute routes -o json, its accounting',
  );
}
