/** Asks which pod is meant, where a person sits at the terminal: a numbered list on stderr, a number from stdin. */
import type { ChoosePod, PodRef } from '../../ingest/index.ts';
import { podWords, whichPod } from '../../ingest/index.ts';
import { safe } from '../../render/index.ts';
import { Output } from '../io.ts';
import type { Io } from '../io.ts';

/** A list that scrolls away is no choice: then the usage error lists them, to be named with --pod. */
const MOST = 30;

/** Ends, with an error, when the user interrupts instead of answering: the terminal is not read any longer. */
async function firstLine(stream: Io['stdin'], signal: AbortSignal | null): Promise<string> {
  let text = '';
  const stop = (): void => {
    stream.destroy?.();
  };
  signal?.addEventListener('abort', stop, { once: true });
  try {
    for await (const chunk of stream) {
      text += chunk.toString();
      if (text.includes('\n')) break;
    }
  } finally {
    signal?.removeEventListener('abort', stop);
  }
  return (text.split('\n')[0] ?? '').trim();
}

/** Null where nobody can be asked. `signal` is given where Ctrl-C does not end the process by itself. */
export function chooserOf(io: Io, signal: AbortSignal | null = null): ChoosePod | null {
  // Node makes a stream of standard input as soon as it is looked at: mostly it need not be.
  if (io.stderr.isTTY !== true || io.stdin.isTTY !== true) return null;
  return async (pods, where): Promise<PodRef> => {
    if (pods.length > MOST) throw whichPod(pods, where, `${String(pods.length)} pods: which one?`);
    const lines = pods.map((pod, at) => `${String(at + 1).padStart(3)}  ${safe(podWords(pod))}\n`);
    await new Output(io.stderr).write([...lines, `Which pod of ${safe(where)}? [1-${String(pods.length)}] `]);
    const answer = await firstLine(io.stdin, signal);
    const chosen = /^\d+$/.test(answer) ? pods[Number(answer) - 1] : pods.find((pod) => podWords(pod) === answer);
    if (chosen === undefined) throw whichPod(pods, where, 'none of them was chosen');
    return chosen;
  };
}
