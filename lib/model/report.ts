/** What `whyroute report` puts together: one document for a ticket. Everything in it was computed from redacted input. */
import type { FileLocation, ResourceRef } from './attribution.ts';
import type { Diagnostic, Gap } from './diagnostic.ts';
import type { Finding, LintResult } from './lint.ts';
import type { RedactResult } from './redact.ts';
import type { ProxySummary } from './result.ts';
import type { Source } from './source.ts';

/** What one more command would settle. `command` is ready to be pasted, with placeholders where a name is not known. */
export interface Ask {
  readonly kind: 'section' | 'resources' | 'envoyFilters' | 'version' | 'again';
  readonly settles: string;
  readonly command: string;
}

/** Objects of one kind, by what is known of their makers. */
export type StatusCounts = Readonly<Record<Source['status'], number>> & { readonly total: number };

/** One port that the proxy listens on. */
export interface ReportPort {
  readonly port: number | null;
  readonly listener: string;
  readonly chains: number;
  readonly routes: number;
  readonly state: string;
}

/** An object that made something here, and how much. */
export interface ReportResource {
  readonly resource: ResourceRef;
  readonly location: FileLocation | null;
  readonly routes: number;
  readonly virtualHosts: number;
  readonly clusters: number;
  readonly listeners: number;
}

/** What `whyroute lint` looked at, and what it could not tell: no finding is not the same as nothing wrong. */
export type ReportLooked = Pick<LintResult, 'counts' | 'looked' | 'checked' | 'notChecked' | 'undecided'>;

export interface ReportResult {
  readonly proxy: ProxySummary;
  readonly gaps: readonly Gap[];
  readonly hosts: number;
  readonly counts: Readonly<Record<'routes' | 'virtualHosts' | 'clusters' | 'listeners', StatusCounts>>;
  readonly ports: readonly ReportPort[];
  readonly asks: readonly Ask[];
  /** Those of `whyroute lint` on the same input, without its secrets: worst first. */
  readonly findings: readonly Finding[];
  readonly lint: ReportLooked;
  readonly resources: readonly ReportResource[];
  readonly redaction: Omit<RedactResult, 'bytes'>;
  /** What there is to say about the input. */
  readonly remarks: readonly Diagnostic[];
}
