/** What a live run is told: by the command line, and by whoever judges documents and shows progress. */

export interface LiveOptions {
  readonly context: string | null;
  readonly kubeconfig: string | null;
  /** A path, or a name to look for in PATH; null for the tool's own name. */
  readonly istioctl: string | null;
  readonly kubectl: string | null;
  /** Deadline of every single child. */
  readonly timeoutMs: number;
  /** Upper bound of one child's output. */
  readonly maxBytes: number;
  /** The environment of whyroute, of which children see a part. */
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Aborted when the user interrupts; `reason` is the exit code. */
  readonly signal: AbortSignal;
  /** Whether an output is whole JSON documents; another room knows how they look between log lines. */
  readonly isWhole: (bytes: Buffer) => boolean;
  readonly onStep: (step: Step) => void;
}

/** Progress: a step begins, and ends. `id` joins the two. */
export interface Step {
  readonly id: number;
  readonly what: string;
  readonly state: 'begun' | 'done' | 'failed' | 'again';
  readonly milliseconds: number;
  readonly bytes: number;
  /** What to say of a failure, one line. */
  readonly why: string;
}
