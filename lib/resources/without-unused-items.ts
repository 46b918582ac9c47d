/**
 * The lists of a bug-report hold ConfigMaps, events and CRDs by the hundred megabytes, and YAML costs thirty times its size
 * in memory. Items of kinds that are not used are made small before anything is parsed: kind and version stay, so that they
 * are counted, and so does every line number.
 */
import { kindOf } from './kinds.ts';

/** Below this the parser's memory does not matter. */
const LARGE = 4 * 1024 * 1024;

/** An item as kubectl writes it: at the left margin, its keys indented by two; whatever is deeper belongs to a value. */
const VERSION = /^(?:- | {2})apiVersion: ([\w./-]+)$/m;
const KIND = /^(?:- | {2})kind: (\w+)$/m;

function smaller(item: string): string {
  const version = VERSION.exec(item)?.[1];
  const kind = KIND.exec(item)?.[1];
  if (version === undefined || kind === undefined || kindOf(version, kind) !== undefined) return item;
  return `- {apiVersion: ${version}, kind: ${kind}}${'\n'.repeat(item.split('\n').length - 1)}`;
}

/** The text with small items in the place of unused ones; texts of another form, or below `large` characters, as they are. */
export function withoutUnusedItems(text: string, large: number = LARGE): string {
  if (text.length < large) return text;
  const pieces: string[] = [];
  // A line that begins with neither white space nor its end begins something new.
  const next = /\n(?=\S)/g;
  for (let from = 0; from < text.length;) {
    const end = next.exec(text) === null ? text.length : next.lastIndex;
    const piece = text.slice(from, end);
    pieces.push(piece.startsWith('- ') ? smaller(piece) : piece);
    from = end;
  }
  return pieces.join('');
}
