/**
 * YAML and JSON documents with the line of every node.
 * Values are built for every document; positions only when somebody asks for a line of that document.
 */
import { YAMLException, constructFromEvents, parseEvents, type Event } from 'js-yaml';

import { splitDocuments, type DocumentText } from './split.ts';
import { indexLines, packEvents, type LineIndex, type PackedEvents, type PathStep } from './lines.ts';
import { readPlainBlock } from './plain-block.ts';
import { KUBERNETES_SCHEMA } from './schema.ts';

/** One more alias than this in a document is taken for an attack: shared references explode when walked. */
export const MAX_ALIASES = 100;
/** Deeper nesting is refused: nothing that Kubernetes stores comes near. */
export const MAX_DEPTH = 200;

export type { PathStep };

export interface ParsedDocument {
  readonly ok: true;
  /** Records without prototype, arrays, strings, numbers, booleans and null. */
  readonly value: unknown;
  /** 1-based line of the stream where the document's content begins. */
  readonly line: number;
  /** 1-based line of the node at `path`, or of its nearest existing ancestor. */
  readonly lineAt: (path: readonly PathStep[]) => number;
}

export interface BrokenDocument {
  readonly ok: false;
  readonly line: number;
  readonly column: number | null;
  readonly reason: string;
}

export type YamlDocument = ParsedDocument | BrokenDocument;

/** Reads every document of a stream. A document that cannot be read is an entry with `ok: false`; nothing is thrown. */
export function parseYamlDocuments(stream: string): readonly YamlDocument[] {
  return splitDocuments(stream).map(parseDocument);
}

function parseDocument(document: DocumentText): YamlDocument {
  const { text } = document;
  const contentLine = document.firstLine + linesBeforeContent(text);
  try {
    const { value, events: packed } = read(text);
    let index: LineIndex | undefined;
    const lineAt = (path: readonly PathStep[]): number => {
      index ??= indexLines(text, document.firstLine, contentLine, packed);
      return index.lineAt(path);
    };
    return { ok: true, value, line: contentLine, lineAt };
  } catch (error) {
    if (!(error instanceof YAMLException)) throw error;
    const mark = error.mark;
    const line = mark === undefined ? contentLine : document.firstLine + mark.line;
    return { ok: false, line, column: mark === undefined ? null : mark.column + 1, reason: error.reason };
  }
}

/** Events are kept in short: positions are made of them, and reading the text twice is what costs. */
function read(text: string): { readonly value: unknown; readonly events: PackedEvents | null } {
  const json = parseJson(text);
  if (json !== undefined) return { value: json, events: null };
  const plain = readPlainBlock(text);
  if (plain !== undefined) return plain;
  const events = parseEvents(text, { maxDepth: MAX_DEPTH });
  return { value: valueOf(text, events), events: packEvents(events) };
}

/** @throws YAMLException for a document marker inside, which the splitting leaves only where the YAML is broken. */
function valueOf(text: string, events: Event[]): unknown {
  const [value, ...others] = constructFromEvents(events, {
    source: text,
    schema: KUBERNETES_SCHEMA,
    maxAliases: MAX_ALIASES,
  });
  if (others.length > 0) throw new YAMLException('expected a single document, but found more');
  return value;
}

/** JSON.parse is ten times faster than a YAML reader on the JSON documents that tools write; undefined when it is none. */
function parseJson(text: string): unknown {
  if (!/^\s*[{[]/.test(text)) return undefined;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

const SKIPPED_LINE = /^[ \t\r]*(?:[#%][^\n]*)?$/;

function linesBeforeContent(text: string): number {
  let count = 0;
  let start = 0;
  for (;;) {
    const end = text.indexOf('\n', start);
    if (end === -1 || !SKIPPED_LINE.test(text.slice(start, end))) return count;
    count += 1;
    start = end + 1;
  }
}
