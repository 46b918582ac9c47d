/** What `whyroute report` puts together: one document for a ticket. Everything in it was computed from redacted input. */
import type { FileLocation, ResourceRef } from './attribution.ts';
import type { Diagnostic, Gap } from './diagnostic.ts';
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

/** As in the contract of `lint`. */
export interface ReportFinding {
  readonly code: string;
  readonly severity: 'error' | 'warning' | 'info';
  readonly confidence: string;
  readonly subject: string;
  readonly message: string;
  readonly fix: string;
}

export interface ReportResult {
  readonly proxy: ProxySummary;
  readonly gaps: readonly Gap[];
  readonly hosts: number;
  readonly counts: Readonly<Record<'routes' | 'virtualHosts' | 'clusters' | 'listeners', StatusCounts>>;
  readonly ports: readonly ReportPort[];
  readonly asks: readonly Ask[];
  /** Worst first. Null when nobody looked. */
  readonly findings: readonly ReportFinding[] | null;
  readonly resources: readonly ReportResource[];
  readonly redaction: Omit<RedactResult, 'bytes'>;
  /** What there is to say about the input. */
  readonly remarks: readonly Diagnostic[];
}
