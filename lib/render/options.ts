import type {
  CaptureResult,
  ClustersResult,
  Envelope,
  ExplainResult,
  FileLocation,
  LintResult,
  ListenersResult,
  RedactResult,
  ReportResult,
  RoutesResult,
  RulesResult,
  TraceLogResult,
  TraceResult,
  WhyNotResult,
} from '../model/index.ts';

/** Formats of every command here. `wide` is `table` with `RenderOptions.wide`. */
export const FORMATS = ['table', 'json', 'yaml', 'ndjson', 'markdown'] as const;
/** `sarif`, `github` and `baseline` are of lint only. */
export type Format = (typeof FORMATS)[number] | 'sarif' | 'github' | 'baseline';

/**
 * How text is laid out. `width` is the terminal's number of columns, null when the output is not a terminal: then nothing
 * is ever cut and every row stands for itself. `color` adds SGR sequences. Neither is detected here.
 */
export interface RenderOptions {
  readonly width: number | null;
  readonly color: boolean;
  readonly wide: boolean;
  /** Findings to show at most; absent: the few worst. */
  readonly limit?: number | undefined;
  /** The URL of a place in a given file, for terminals that make links of text; null where there is none. */
  readonly link?: ((location: FileLocation) => string | null) | undefined;
}

/** The result document of each kind of answer. */
interface ResultOf {
  readonly routes: RoutesResult;
  readonly clusters: ClustersResult;
  readonly listeners: ListenersResult;
  readonly explain: ExplainResult;
  readonly trace: TraceResult;
  readonly traceLog: TraceLogResult;
  readonly whyNot: WhyNotResult;
  readonly redact: RedactResult;
  readonly report: ReportResult;
  readonly asks: ReportResult;
  readonly lint: LintResult;
  readonly rules: RulesResult;
  readonly capture: CaptureResult;
}

/** A kind of answer with its envelope; the tag tells renderers which result document it holds. */
export type Answer = {
  readonly [K in keyof ResultOf]: { readonly kind: K; readonly envelope: Envelope<ResultOf[K]> };
}[keyof ResultOf];

/** The answers that are tables. */
export type TableAnswer = Exclude<
  Answer,
  {
    readonly kind:
      'explain' | 'trace' | 'traceLog' | 'whyNot' | 'lint' | 'rules' | 'capture' | 'redact' | 'report' | 'asks';
  }
>;
