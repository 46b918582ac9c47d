/** What `whyroute redact` answers: the manifest of what was removed. Counts only, never a value. */

/** `values` distinct ones, at `places`. */
export interface RemovedCount {
  readonly values: number;
  readonly places: number;
}

export interface RedactResult {
  readonly level: 'secrets';
  readonly bytes: { readonly read: number; readonly written: number };
  readonly removed: RemovedCount & {
    readonly classes: readonly (RemovedCount & { readonly class: string })[];
    readonly rules: readonly (RemovedCount & { readonly rule: string; readonly what: string })[];
  };
  /** Places that Envoy or an earlier run had emptied. */
  readonly alreadyRedacted: number;
  /** Removed values that the written file was searched for; the others are short or plain names. */
  readonly check: { readonly searched: number; readonly notSearched: number };
  /** What stays in the file, in words. */
  readonly remains: readonly string[];
}
