/** `whyroute capture` */
import { capturedPod, fleetOf } from '../../analyze/fleet/index.ts';
import { accountingOf, sumAccounting } from '../../analyze/inventory/index.ts';
import { dryRun, gapDiagnostics, isLoss, podWords, writeBundle } from '../../ingest/index.ts';
import type { Captured } from '../../ingest/index.ts';
import { EXIT, KnownError } from '../../model/index.ts';
import type { CaptureResult, Diagnostic, Envelope } from '../../model/index.ts';
import { attribute } from '../../provenance/index.ts';
import { print, SCHEMA_VERSION } from '../answer.ts';
import { flagArgument, numberArgument, textArgument } from '../arguments.ts';
import type { Io } from '../io.ts';
import { captureRequestOf } from '../live/capture-request.ts';
import { interruptible } from '../live/interruptible.ts';
import { liveArgumentsOf, liveUsage } from '../live/live-arguments.ts';
import { hasLost } from '../live/live-input.ts';
import { readBack } from '../live/read-back.ts';
import type { ReadBack } from '../live/read-back.ts';
import { liveOptionsOf, runCapture } from '../live/run-capture.ts';
import { outFileOf } from '../out-file.ts';
import { printText } from '../print-text.ts';
import type { Arguments } from './index.ts';

export async function captureCommand(args: Arguments, io: Io): Promise<number> {
  const request = captureRequestOf(args);
  const live = liveArgumentsOf(args);
  const maxBytes = numberArgument(args, 'max-bytes') ?? Infinity;
  if (flagArgument(args, 'dry-run')) {
    if (textArgument(args, 'output') !== 'table') {
      throw liveUsage('--dry-run prints the commands as a shell reads them, and no other way', 'leave out -o');
    }
    const options = liveOptionsOf(live, maxBytes, io, new AbortController().signal);
    return printText(
      dryRun(request, request.withResources, options)
        .map((line) => `${line}\n`)
        .join(''),
      io,
    );
  }
  const { path, force } = await outFileOf(args, [], 'whyroute capture deploy/gw -n ns -O bundle.tgz');
  const envelope = await interruptible(io, async (signal) => {
    const captured = await runCapture(request, live, maxBytes, io, signal);
    const read = await readBack(captured, maxBytes, io);
    if (!(await writeBundle(path, captured.files, { force, signal }))) throw stopped(signal);
    return envelopeOf(path, captured, read);
  });
  return print({ kind: 'capture', envelope }, args, io);
}

function stopped({ reason }: AbortSignal): KnownError {
  const exitCode = reason === EXIT.terminated ? EXIT.terminated : EXIT.interrupted;
  return new KnownError(exitCode, { code: 'EN003', severity: 'error', message: 'interrupted: nothing was written' });
}

function envelopeOf(file: string, captured: Captured, { members, diagnostics }: ReadBack): Envelope<CaptureResult> {
  const { manifest, failed } = captured;
  const all = [...diagnostics, ...failed.map(notRead), ...gapDiagnostics(manifest.gaps)];
  const errors = all.filter(({ severity }) => severity === 'error');
  const partial = errors.length > 0 || hasLost(captured) || members.some(({ snapshot }) => snapshot.partial);
  const bytes = new Map(manifest.pods.map((pod) => [podWords(pod), sizeOf(pod.documents)]));
  return {
    schemaVersion: SCHEMA_VERSION,
    status: partial ? 'partial' : 'ok',
    exitCode: partial ? EXIT.partial : EXIT.done,
    warnings: all.filter(({ severity }) => severity !== 'error'),
    errors,
    accounting: sumAccounting(members.map(({ snapshot }) => accountingOf(snapshot, attribute(snapshot)))),
    result: {
      file,
      context: manifest.context,
      pods: members.map((member) => capturedPod(member, bytes.get(podWords(member)) ?? 0)),
      resources: manifest.resources.map(({ kind, objects }) => ({ resource: kind, objects })),
      missing: manifest.gaps.filter(({ why }) => isLoss(why) || why === 'absent'),
      fleet: fleetOf(members),
    },
  };
}

function sizeOf(documents: readonly { readonly bytes: number }[]): number {
  return documents.reduce((sum, { bytes }) => sum + bytes, 0);
}

function notRead({ pod, gaps }: Captured['failed'][number]): Diagnostic {
  const why = gaps.map(({ detail }) => detail).join('; ');
  return { code: 'CP006', severity: 'error', message: `${podWords(pod)} could not be read: ${why}` };
}
