/**
 * Whether a document still says what it said. A dump of which the end is cut off is whole before the cut. Where a piece is
 * missing in the middle, or something was written over it, the reader notices only later: what it took for the end of one
 * element may be the end of another, so nothing before or after the place is certain.
 */
import { eachPiece, pieceOf, placeOf } from '../base/source/index.ts';
import type { ByteSource } from '../base/source/index.ts';
import type { Doubt } from '../model/index.ts';
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
  source: ByteSource,
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
    if (repeat === undefined && second === undefined && damage?.kind === 'cut' && endsOpen(source, start)) continue;
    return doubtAt(name, placeOf(source, Math.min(damage?.byte ?? Infinity, repeat ?? Infinity)).line, 0, reads);
  }
  return null;
}

/** The doubt about YAML that is cut or breaks off: half an element is whole YAML, so the last one is never certain. */
export function doubtAboutYaml(
  name: string,
  source: ByteSource,
  { error, plainCut }: YamlRead,
  reads: readonly DocumentRead[],
): DocumentDoubt | null {
  if (error !== null) return plainCut ? null : doubtAt(name, error.line + 1, 0, reads);
  return doubtAt(name, placeOf(source, Infinity).line, lastStart(reads), reads);
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
function endsOpen(source: ByteSource, start: number): boolean {
  const { text, line } = lastLine(source, start);
  if (!/[}\]]$/.test(text)) return true;
  if (line === null) return false;
  const indent = indentAt(source, start);
  return /^\s+(?:[}\]]|"[^"]*": ?(?:\{\}|\[\]))$/.test(line) && line.search(/\S/) > indent;
}

/** As much of the end as is looked at: a longer last line is no closing bracket. */
const TAIL = 1 << 16;

/** The end of the text without white space; `line` is null when no line of the document begins in it. */
function lastLine(source: ByteSource, start: number): { readonly text: string; readonly line: string | null } {
  let tail = '';
  eachPiece(source, start, (piece) => {
    tail = (tail + piece.toString('latin1', Math.max(0, piece.length - TAIL))).slice(-TAIL);
    return false;
  });
  const text = tail.trimEnd();
  const feed = text.lastIndexOf('\n');
  return { text, line: feed === -1 ? null : text.slice(feed + 1) };
}

/** How far from the left margin a document begins. */
function indentAt(source: ByteSource, start: number): number {
  const before = pieceOf(source, Math.max(0, start - TAIL), start);
  const feed = before.lastIndexOf(LINE_FEED);
  return feed === -1 ? start : before.length - feed - 1;
}
