/** Line numbers of the nodes of one document, from the reader's event stream. */
import { EVENT_ID, getScalarValue, parseEvents, type Event } from 'js-yaml';

/**
 * Events in three numbers each: what it is, where it begins in the text, and where a scalar ends there; of a mapping or
 * sequence, the index behind its last event. A document has thousands of events, and most are never asked for a line.
 * `odd` are scalars whose value is not their text (escapes, block scalars).
 */
export interface PackedEvents {
  readonly numbers: Int32Array;
  readonly odd: ReadonlyMap<number, Extract<Event, { type: typeof EVENT_ID.SCALAR }>>;
}

export const WIDTH = 3;

export function packEvents(events: readonly Event[]): PackedEvents {
  const numbers = new Int32Array(events.length * WIDTH);
  const odd = new Map<number, Extract<Event, { type: typeof EVENT_ID.SCALAR }>>();
  const open: number[] = [];
  let at = 0;
  for (const event of events) {
    numbers[at] = event.type;
    if (event.type === EVENT_ID.SCALAR) {
      numbers[at + 1] = event.valueStart;
      numbers[at + 2] = event.valueEnd;
      if (!event.fast) odd.set(at, event);
    } else if (event.type === EVENT_ID.ALIAS) numbers[at + 1] = event.anchorStart;
    else if (event.type === EVENT_ID.POP) numbers[(open.pop() ?? at) + 2] = at + WIDTH;
    else {
      if (event.type !== EVENT_ID.DOCUMENT) numbers[at + 1] = event.start;
      open.push(at);
    }
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

const UNKNOWN: PackedEvents = { numbers: new Int32Array(0), odd: new Map() };

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
  const finder = new LineFinder(text, firstLine, read ?? eventsOf(text));
  return { lineAt: (path) => finder.find(path) ?? rootLine };
}

function eventsOf(text: string): PackedEvents {
  try {
    return packEvents(parseEvents(text, {}));
  } catch {
    // JSON that is no YAML (tabs for indentation): the values are known, the lines are not. Say the document's line.
    return UNKNOWN;
  }
}

/** A node's own line is its key's in a mapping and its dash's in a sequence; flow collections say where they open. */
class LineFinder {
  readonly #text: string;
  readonly #firstLine: number;
  readonly #events: PackedEvents;
  #newlines: readonly number[] | undefined;

  constructor(text: string, firstLine: number, events: PackedEvents) {
    this.#text = text;
    this.#firstLine = firstLine;
    this.#events = events;
  }

  /** Undefined for the root, and where the first step leads nowhere. */
  find(path: readonly PathStep[]): number | undefined {
    const { numbers } = this.#events;
    // The first event opens the document.
    let node = WIDTH;
    let offset: number | undefined;
    for (const step of path) {
      const type = numbers[node];
      let next: Child | undefined;
      if (type === EVENT_ID.MAPPING && typeof step === 'string') next = this.#valueOf(step, node);
      else if (type === EVENT_ID.SEQUENCE && typeof step === 'number') next = this.#itemOf(step, node);
      if (next === undefined) break;
      ({ node, offset } = next);
    }
    return offset === undefined ? undefined : this.#lineOf(offset);
  }

  /** Of a key that stands twice, as JSON allows, the last counts. */
  #valueOf(key: string, mapping: number): Child | undefined {
    const { numbers, odd } = this.#events;
    let found: Child | undefined;
    for (let at = mapping + WIDTH; at < numbers.length && numbers[at] !== EVENT_ID.POP; at = this.#after(at + WIDTH)) {
      // An alias as a key is nobody's name.
      if (numbers[at] !== EVENT_ID.SCALAR) continue;
      const offset = numbers[at + 1] ?? 0;
      const scalar = odd.get(at);
      const isKey =
        scalar === undefined
          ? (numbers[at + 2] ?? 0) - offset === key.length && this.#text.startsWith(key, offset)
          : getScalarValue(this.#text, scalar) === key;
      if (isKey) found = { node: at + WIDTH, offset };
    }
    return found;
  }

  #itemOf(index: number, sequence: number): Child | undefined {
    const { numbers } = this.#events;
    let at = sequence + WIDTH;
    for (let left = index; left > 0 && at < numbers.length && numbers[at] !== EVENT_ID.POP; left -= 1) {
      at = this.#after(at);
    }
    return at >= numbers.length || numbers[at] === EVENT_ID.POP
      ? undefined
      : { node: at, offset: numbers[at + 1] ?? 0 };
  }

  /** The event behind the node that begins at `at`. */
  #after(at: number): number {
    const { numbers } = this.#events;
    const isOpen = numbers[at] === EVENT_ID.MAPPING || numbers[at] === EVENT_ID.SEQUENCE;
    return isOpen ? (numbers[at + 2] ?? numbers.length) : at + WIDTH;
  }

  #lineOf(offset: number): number {
    this.#newlines ??= newlinesOf(this.#text);
    let low = 0;
    let high = this.#newlines.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#newlines[middle] ?? 0) < offset) low = middle + 1;
      else high = middle;
    }
    return this.#firstLine + low;
  }
}

/** A node's first event, and the offset that gives its line. */
interface Child {
  readonly node: number;
  readonly offset: number;
}

function newlinesOf(text: string): readonly number[] {
  const found: number[] = [];
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) found.push(at);
  return found;
}
