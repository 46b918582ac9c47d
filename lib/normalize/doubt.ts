/**
 * Whether a document still says what it said. A dump of which the end is cut off is whole before the cut. Where a piece is
 * missing in the middle, or something was written over it, the reader notices only later: what it took for the end of one
 * element may be the end of another, so nothing before or after the place is certain.
 */
import type { Doubt } from '../model/index.ts';
import { lineOf } from '../validate/index.ts';
import type { DocumentRead } from './document/read-document.ts';
import type { YamlRead } from './yaml-input.ts';

/** A doubt before the documents of all inputs are numbered; `everywhere` when it touches how all documents are read. */
export interface DocumentDoubt extends Omit<Doubt, 'document'> {
  readonly everywhere: boolean;
}

const LINE_FEED = 0x0a;

/**
 * The doubt about the JSON documents of one input; null when they are whole, or only the end is cut off. `remains` is the
 * 1-based line of what seems to be a piece of one outside of it, else 0.
 */
export function doubtOf(
  bytes: Buffer,
  name: string,
  reads: readonly DocumentRead[],
  remains: number,
): DocumentDoubt | null {
  if (remains > 0) return doubtAt(name, remains, 0, reads);
  for (const { parts, start } of reads) {
    const [damage, second] = parts.damages;
    const repeat = parts.duplicateKeys[0]?.start;
    if (damage === undefined && repeat === undefined) continue;
    // Envoy writes no key twice: it is what two halves of two elements look like.
    if (repeat === undefined && second === undefined && damage?.kind === 'cut' && endsOpen(bytes, start)) continue;
    return doubtAt(name, lineOf(bytes, Math.min(damage?.byte ?? Infinity, repeat ?? Infinity)), 0, reads);
  }
  return null;
}

/** The doubt about YAML that is cut or breaks off: half an element is whole YAML, so the last one is never certain. */
export function doubtAboutYaml(
  name: string,
  bytes: Buffer,
  { error, plainCut }: YamlRead,
  reads: readonly DocumentRead[],
): DocumentDoubt | null {
  if (error !== null) return plainCut ? null : doubtAt(name, error.line + 1, 0, reads);
  return doubtAt(name, lineOf(bytes, bytes.length), lastStart(reads), reads);
}

/** Where the last element of the last document begins in the text that was read. */
function lastStart(reads: readonly DocumentRead[]): number {
  const parts = reads.at(-1)?.parts;
  if (parts === undefined) return 0;
  const placed = [parts.routeConfigs, parts.listeners, parts.clusters, parts.endpoints, parts.secrets].flat();
  return placed.reduce((last, { start }) => Math.max(last, start), 0);
}

/** What is wrong with a bootstrap touches how every document is to be read. */
function doubtAt(name: string, line: number, from: number, reads: readonly DocumentRead[]): DocumentDoubt {
  const everywhere = reads.some(({ parts }) => parts.proxy !== null);
  return {
    from,
    where: `${name === '-' ? 'stdin' : name}, line ${String(line)}`,
    everywhere: everywhere && from === 0,
  };
}

/**
 * True when the text cannot end as the whole document did: a document that lost a piece of its middle has its closing
 * bracket still. It stands as far left as the opening one, or at the end of the only line.
 */
function endsOpen(bytes: Buffer, start: number): boolean {
  const text = bytes.toString('latin1', Math.max(start, lastFeed(bytes, bytes.length - 1 - trailing(bytes)))).trimEnd();
  const line = text.replace(/^\n/, '');
  if (!/[}\]]$/.test(line)) return true;
  const indent = start - (lastFeed(bytes, start) + 1);
  return text !== line && /^\s+(?:[}\]]|"[^"]*": ?(?:\{\}|\[\]))$/.test(line) && line.search(/\S/) > indent;
}

/** Offset of the line feed before `byte`, -1 when there is none. */
function lastFeed(bytes: Buffer, byte: number): number {
  return byte <= 0 ? -1 : bytes.lastIndexOf(LINE_FEED, byte - 1);
}

/** White space at the end, in bytes. */
function trailing(bytes: Buffer): number {
  let count = 0;
  while (count < bytes.length && (bytes[bytes.length - 1 - count] ?? 0) <= 0x20) count++;
  return count;
}
