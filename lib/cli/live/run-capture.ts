/** Takes configuration from the cluster, with progress, until it is there or the user interrupts. */
import { capture } from '../../ingest/index.ts';
import type { Captured, CaptureRequest, LiveOptions } from '../../ingest/index.ts';
import { isWholeDocument } from '../../validate/index.ts';
import type { Io } from '../io.ts';
import type { LiveArguments } from './live-arguments.ts';
import { progressOf } from './progress.ts';

export function liveOptionsOf(args: LiveArguments, maxBytes: number, io: Io, signal: AbortSignal): LiveOptions {
  const { context, kubeconfig, istioctl, kubectl, timeoutMs } = args;
  return {
    context,
    kubeconfig,
    istioctl,
    kubectl,
    timeoutMs,
    maxBytes,
    env: io.env,
    signal,
    isWhole: isWholeDocument,
    onStep: () => undefined,
  };
}

export async function runCapture(
  request: CaptureRequest,
  args: LiveArguments,
  maxBytes: number,
  io: Io,
  signal: AbortSignal,
): Promise<Captured> {
  const progress = progressOf(io, args.quiet);
  try {
    const pick: CaptureRequest['pick'] = (pods, aborted) => {
      progress.clear();
      return request.pick(pods, aborted);
    };
    return await capture(
      { ...request, pick },
      { ...liveOptionsOf(args, maxBytes, io, signal), onStep: progress.onStep },
    );
  } finally {
    progress.end();
  }
}
