/** Line numbers of the nodes of one document, from the reader's event stream. */
import { EVENT_ID, getScalarValue, parseEvents, type Event } from 'js-yaml';

/**
 * Events in three numbers each: what it is, where it begins, where a scalar ends. A document has thousands of events, and
 * most documents are never asked for a line. `odd` are scalars whose value is not their text (escapes, block scalars).
 */
export interface PackedEvents {
  readonly numbers: Int32Array;
  readonly odd: ReadonlyMap<number, Extract<Event, { type: typeof EVENT_ID.SCALAR }>>;
}

const WIDTH = 3;

export function packEvents(events: readonly Event[]): PackedEvents {
  const numbers = new Int32Array(events.length * WIDTH);
  const odd = new Map<number, Extract<Event, { type: typeof EVENT_ID.SCALAR }>>();
  let at = 0;
  for (const event of events) {
    numbers[at] = event.type;
    if (event.type === EVENT_ID.SCALAR) {
      numbers[at + 1] = event.valueStart;
      numbers[at + 2] = event.valueEnd;
      if (!event.fast) odd.set(at, event);
    } else if (event.type === EVENT_ID.MAPPING || event.type === EVENT_ID.SEQUENCE) numbers[at + 1] = event.start;
    else if (event.type === EVENT_ID.ALIAS) numbers[at + 1] = event.anchorStart;
    at += WIDTH;
  }
  return { numbers, odd };
}

/** A step into a document: a key of a mapping or an index of a sequence. */
export type PathStep = string | number;

export interface LineIndex {
  /** 1-based line of the node at `path`, or of its nearest existing ancestor. */
  readonly lineAt: (path: readonly PathStep[]) => number;
}

interface LineNode {
  readonly line: number;
  readonly children: Map<PathStep, LineNode>;
}

interface Frame {
  readonly node: LineNode;
  readonly kind: 'mapping' | 'sequence' | 'document';
  index: number;
  /** In a mapping: the key just read, waiting for its value. */
  key: { readonly name: string; readonly line: number } | undefined;
}

/**
 * `firstLine` is the line of the stream on which `text` begins; `rootLine` the line of its first content; `read` the
 * events of the text where they are known.
 */
export function indexLines(
  text: string,
  firstLine: number,
  rootLine: number,
  read: PackedEvents | null = null,
): LineIndex {
  const root: LineNode = { line: rootLine, children: new Map() };
  try {
    build(text, firstLine, root, read ?? packEvents(parseEvents(text, {})));
  } catch {
    // JSON that is no YAML (tabs for indentation): the values are known, the lines are not. Say the document's line.
    root.children.clear();
  }
  return { lineAt: (path) => lookUp(root, path) };
}

function lookUp(root: LineNode, path: readonly PathStep[]): number {
  let node = root;
  for (const step of path) {
    const next = node.children.get(step);
    if (next === undefined) return node.line;
    node = next;
  }
  return node.line;
}

/** A node's own line is its key's in a mapping and its dash's in a sequence; flow collections say where they open. */
function build(text: string, firstLine: number, root: LineNode, { numbers, odd }: PackedEvents): void {
  const lineOf = lineCounter(text, firstLine);
  const stack: Frame[] = [];
  for (let at = 0; at < numbers.length; at += WIDTH) {
    const type = numbers[at];
    const start = numbers[at + 1] ?? 0;
    const top = stack.at(-1);
    if (type === EVENT_ID.DOCUMENT) stack.push({ node: root, kind: 'document', index: 0, key: undefined });
    else if (type === EVENT_ID.POP) stack.pop();
    else if (type === EVENT_ID.MAPPING || type === EVENT_ID.SEQUENCE) {
      const node = top?.kind === 'document' ? root : attach(top, lineOf(start));
      stack.push({ node, kind: type === EVENT_ID.MAPPING ? 'mapping' : 'sequence', index: 0, key: undefined });
    } else if (top?.kind === 'mapping' && top.key === undefined) {
      // An alias as a key is nobody's name.
      const scalar = odd.get(at);
      const value = scalar === undefined ? text.slice(start, numbers[at + 2]) : getScalarValue(text, scalar);
      top.key = { name: type === EVENT_ID.SCALAR ? value : '', line: lineOf(start) };
    } else attach(top, lineOf(start));
  }
}

function attach(parent: Frame | undefined, line: number): LineNode {
  if (parent === undefined || parent.kind === 'document') return { line, children: new Map() };
  if (parent.kind === 'sequence') {
    const node: LineNode = { line, children: new Map() };
    parent.node.children.set(parent.index, node);
    parent.index += 1;
    return node;
  }
  const node: LineNode = { line: parent.key?.line ?? line, children: new Map() };
  if (parent.key !== undefined) parent.node.children.set(parent.key.name, node);
  parent.key = undefined;
  return node;
}

/** Events come in document order, so one forward scan over the text serves all of them. */
function lineCounter(text: string, firstLine: number): (offset: number) => number {
  let line = firstLine;
  let scanned = 0;
  return (offset) => {
    for (let at = text.indexOf('\n', scanned); at !== -1 && at < offset; at = text.indexOf('\n', scanned)) {
      line += 1;
      scanned = at + 1;
    }
    return line;
  };
}
