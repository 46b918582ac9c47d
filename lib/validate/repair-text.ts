/**
 * Undoes what terminals and tickets do to a document: colors, `> ` quoting, log lines in the middle. Used only after the
 * text as it is could not be read to its end; JSON strings hold no raw line feed or escape character, so none of this
 * can change a value.
 */
import { knownNoise } from './noise.ts';

export interface Repair {
  readonly bytes: Buffer;
  /** What was removed, in words, for a warning. */
  readonly removed: readonly string[];
  /** 1-based number of the first line that was removed without being known for what it is: it may hold a piece; else 0. */
  readonly firstUnknown: number;
}

const CSI = /\u001b\[[0-9;?]*[ -/]*[@-~]/g;

/** The repaired text, or null when there is nothing to repair. Works on bytes as latin1, so UTF-8 passes unchanged. */
export function repairText(bytes: Buffer): Repair | null {
  const removed: string[] = [];
  let text = bytes.toString('latin1');
  if (text.includes('\u001b[')) {
    text = text.replace(CSI, '');
    removed.push('terminal colors');
  }
  const quoted = text.split('\n').filter((line) => line.trim() !== '');
  if (quoted.length > 1 && quoted.every((line) => line.startsWith('>'))) {
    text = text.replace(/^> ?/gm, '');
    removed.push('"> " quoting');
  }
  const kept: string[] = [];
  let noise = 0;
  let firstUnknown = 0;
  for (const [at, line] of text.split('\n').entries()) {
    if (!isNoise(line)) kept.push(line);
    else {
      noise++;
      if (firstUnknown === 0 && knownNoise(line) === null) firstUnknown = at + 1;
    }
  }
  if (noise > 0)
    removed.push(`${String(noise)} line${noise === 1 ? '' : 's'} that ${noise === 1 ? 'is' : 'are'} no JSON`);
  return removed.length === 0 ? null : { bytes: Buffer.from(kept.join('\n'), 'latin1'), removed, firstUnknown };
}

/** A line that no JSON document can contain: it begins like none of JSON's tokens, or is a log line that we know. */
function isNoise(line: string): boolean {
  const trimmed = line.trim();
  if (trimmed === '') return false;
  if (/^["{}[\],:]/.test(trimmed)) return /^\[\d{4}-/.test(trimmed) && knownNoise(trimmed) !== null;
  if (/^(?:-?\d[\d.eE+-]*|true|false|null)\s*,?$/.test(trimmed)) return false;
  return knownNoise(trimmed) !== null || !/^[-\dtfn]/.test(trimmed);
}
