/** What `whyroute trace --log` answers: access log lines, each explained against the dump, grouped by cause. */
import type { Gap } from './diagnostic.ts';
import type { ProxySummary } from './result.ts';
import type { TraceLine } from './trace.ts';

/** Whether the dump would do what the log says: `unknown` where headers that the log does not hold may decide. */
export type LogAgreement = 'same' | 'other' | 'unknown';

/** Lines of one cause. `example` is the first of them. */
export interface LogGroup {
  readonly count: number;
  readonly status: number | null;
  /** Response flags as logged, e.g. `["NR"]`. */
  readonly flags: readonly string[];
  /** What the flags and details mean, in plain words. */
  readonly cause: string;
  readonly cluster: string | null;
  readonly agreement: LogAgreement;
  /** What this dump does with the request of the example. */
  readonly trace: TraceLine;
  readonly example: { readonly line: number; readonly request: string };
}

/** Most frequent group first. `unread` counts lines of another shape. */
export interface TraceLogResult {
  readonly proxy: ProxySummary;
  readonly gaps: readonly Gap[];
  readonly lines: number;
  readonly unread: number;
  readonly groups: readonly LogGroup[];
}
