/** Work that ends cleanly on Ctrl-C: children go, nothing half-written stays. */
import { EXIT } from '../../model/index.ts';
import type { Io } from '../io.ts';

/** The signal's `reason` is the exit code. A second Ctrl-C changes nothing: half a second later deaf children are ended, too. */
export async function interruptible<Result>(io: Io, work: (signal: AbortSignal) => Promise<Result>): Promise<Result> {
  const controller = new AbortController();
  const interrupt = (): void => {
    controller.abort(EXIT.interrupted);
  };
  const terminate = (): void => {
    controller.abort(EXIT.terminated);
  };
  const release = (): void => {
    io.off?.('SIGINT', interrupt);
    io.off?.('SIGTERM', terminate);
  };
  io.on?.('SIGINT', interrupt);
  io.on?.('SIGTERM', terminate);
  try {
    return await work(controller.signal);
  } finally {
    release();
  }
}
