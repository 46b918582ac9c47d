/** Inputs without their secrets: what every report is computed from. */
import { Redactor } from '../../analyze/redact/index.ts';
import type { Unreadable } from '../../analyze/redact/index.ts';
import { memorySource, textOf, wholeOf } from '../../base/source/index.ts';
import type { IngestedInput } from '../../ingest/index.ts';
import type { Diagnostic } from '../../model/index.ts';
import { repairText } from '../../validate/index.ts';
import type { ReadingProgress } from '../reading-progress.ts';

export interface RedactedInputs {
  readonly inputs: readonly IngestedInput[];
  readonly texts: readonly string[];
  readonly diagnostics: readonly Diagnostic[];
  /** True when an input could not be read to its end, so that it was left out. */
  readonly lost: boolean;
}

function unreadable({ origin }: IngestedInput, { offset }: Unreadable): Diagnostic {
  return {
    code: 'RD001',
    severity: 'error',
    message: `this cannot be read from character ${String(offset)} on, so that nobody knows which secrets are in it`,
    document: origin.name,
    hint: 'take the dump again: istioctl proxy-config all POD.NAMESPACE -o json > dump.json',
  };
}

/** Characters of which taking out secrets, or looking for them, takes more than a moment. */
const LONG = 8e6;

export function isLong(texts: readonly string[]): boolean {
  return texts.reduce((sum, { length }) => sum + length, 0) > LONG;
}

/** All inputs at once: a secret of one is a secret in all. */
export function redactInputs(
  redactor: Redactor,
  inputs: readonly IngestedInput[],
  { onPhase }: Pick<ReadingProgress, 'onPhase'>,
): RedactedInputs {
  const diagnostics: Diagnostic[] = [];
  const texts = inputs.map(({ source }) => textOf(source));
  onPhase('taking out secrets', isLong(texts));
  const first = redactor.redactAll(texts);
  const mended = first.map((text, i) => (typeof text === 'string' ? null : mend(inputs[i], diagnostics)));
  const second = mended.some((text) => text !== null)
    ? redactor.redactAll(texts.map((text, i) => mended[i] ?? text))
    : first;
  const kept: { input: IngestedInput; text: string }[] = [];
  for (const [i, input] of inputs.entries()) {
    const text = second[i] ?? { offset: 0 };
    if (typeof text === 'string') kept.push({ input: { ...input, source: memorySource(Buffer.from(text)) }, text });
    else if (input.named) diagnostics.push(unreadable(input, text));
  }
  return {
    inputs: kept.map(({ input }) => input),
    texts: kept.map(({ text }) => text),
    diagnostics,
    lost: diagnostics.some(({ severity }) => severity === 'error'),
  };
}

/** What terminals and tickets did to a text undone: log lines in its middle, quoting, colors. Null where nothing helps. */
function mend(input: IngestedInput | undefined, diagnostics: Diagnostic[]): string | null {
  const repair = input === undefined ? null : repairText(wholeOf(input.source));
  if (input === undefined || repair === null) return null;
  const text = repair.bytes.toString('utf8');
  if (typeof new Redactor().redact(text) !== 'string') return null;
  const message = `removed before reading: ${repair.removed.join(', ')}`;
  diagnostics.push({ code: 'TX002', severity: 'warning', message, document: input.origin.name });
  return text;
}
