import type { Diagnostic } from '../../model/index.ts';
import type { CaptureGap } from './manifest.ts';

const WHY: Readonly<Record<CaptureGap['why'], string>> = {
  absent: 'the cluster has no such kind',
  forbidden: 'reading it is forbidden there',
  failed: 'the command failed',
  timeout: 'the command took too long',
  cut: 'its output was cut, every time',
  tooLarge: 'it is larger than the limit',
  notAsked: 'it was not asked for',
  noTool: 'it takes kubectl, which was not found',
};

/** Kinds that a cluster has not, or nobody wanted, are no loss; everything else may be missing from an answer. */
export function isLoss(why: string): boolean {
  return why !== 'absent' && why !== 'notAsked';
}

/** Loss of a kind, as a warning of whoever captured or reads a bundle. */
export function gapDiagnostics(gaps: readonly { what: string; why: string }[], document?: string): Diagnostic[] {
  return gaps
    .filter(({ why }) => isLoss(why))
    .map(({ what, why }) => ({
      code: 'CP001',
      severity: 'warning',
      message: `not captured: ${what} (${Object.hasOwn(WHY, why) ? WHY[why as CaptureGap['why']] : why})`,
      ...(document === undefined ? {} : { document }),
    }));
}
