/** The options that say which cluster is asked, and how. */
import { isContext } from '../../ingest/index.ts';
import { EXIT, KnownError } from '../../model/index.ts';
import { flagArgument, textArgument } from '../arguments.ts';
import type { Arguments } from '../commands/index.ts';

export interface LiveArguments {
  readonly context: string | null;
  readonly kubeconfig: string | null;
  readonly istioctl: string | null;
  readonly kubectl: string | null;
  readonly timeoutMs: number;
  readonly quiet: boolean;
}

const DEFAULT_TIMEOUT_MS = 60_000;

export function liveUsage(message: string, hint: string): KnownError {
  return new KnownError(EXIT.usage, { code: 'US015', severity: 'error', message, hint });
}

/** `90`, `90s`, `2m`. */
function timeoutOf(text: string | undefined): number {
  if (text === undefined) return DEFAULT_TIMEOUT_MS;
  const [, digits, unit] = /^(\d{1,6}(?:\.\d{1,3})?)(ms|s|m)?$/.exec(text) ?? [];
  const factor = unit === 'm' ? 60_000 : unit === 'ms' ? 1 : 1000;
  const milliseconds = digits === undefined ? 0 : Number(digits) * factor;
  // Timers of Node hold 2^31 milliseconds.
  if (milliseconds < 1 || milliseconds > 24 * 3600 * 1000) {
    throw liveUsage(
      `--timeout cannot be ${JSON.stringify(text)}`,
      '--timeout 90s, or 2m: the limit of every single command',
    );
  }
  return milliseconds;
}

/** @throws KnownError (usage) for values that must never become part of a command. */
export function liveArgumentsOf(args: Arguments): LiveArguments {
  const context = textArgument(args, 'context') ?? null;
  if (context !== null && !isContext(context)) {
    throw liveUsage(`--context cannot be ${JSON.stringify(context)}`, 'kubectl config get-contexts -o name');
  }
  const kubeconfig = textArgument(args, 'kubeconfig') ?? null;
  if (kubeconfig !== null && !/^[^\p{Cc}]+$/u.test(kubeconfig)) {
    throw liveUsage(`--kubeconfig cannot be ${JSON.stringify(kubeconfig)}`, 'the path of a kubeconfig file');
  }
  return {
    context,
    kubeconfig,
    istioctl: textArgument(args, 'istioctl') ?? null,
    kubectl: textArgument(args, 'kubectl') ?? null,
    timeoutMs: timeoutOf(textArgument(args, 'timeout')),
    quiet: flagArgument(args, 'quiet'),
  };
}
