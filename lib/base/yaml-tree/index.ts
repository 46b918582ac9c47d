/** YAML text → trees with offsets, from the reader's event stream. */
import { EVENT_ID, SCALAR_STYLE, YAMLException, getScalarValue, parseEvents } from 'js-yaml';
import type { Event } from 'js-yaml';
import { TextDamage } from '../text-tree/index.ts';
import type { Member, ScalarStyle, StringNode, TextDocument, TextNode } from '../text-tree/index.ts';

const MAX_DEPTH = 200;

const STYLES: Readonly<Record<number, ScalarStyle>> = {
  [SCALAR_STYLE.PLAIN]: 'plain',
  [SCALAR_STYLE.SINGLE_QUOTED]: 'single',
  [SCALAR_STYLE.DOUBLE_QUOTED]: 'double',
  [SCALAR_STYLE.LITERAL_BLOCK]: 'block',
  [SCALAR_STYLE.FOLDED_BLOCK]: 'block',
};

/** Plain scalars that are no text in any dialect of YAML. */
const WORD = /^(?:[-+]?\d[\d_]*(?:\.\d*)?|true|false|null|~|)$/i;

interface Open {
  readonly kind: 'object' | 'array' | 'document';
  readonly members: Member[];
  readonly items: TextNode[];
  key: StringNode | undefined;
}

type Scalar = Extract<Event, { type: typeof EVENT_ID.SCALAR }>;

function scalarNode(text: string, event: Scalar): StringNode {
  const style = STYLES[event.style] ?? 'plain';
  const quoted = style === 'single' || style === 'double' ? 1 : 0;
  const value = event.fast ? text.slice(event.valueStart, event.valueEnd) : getScalarValue(text, event);
  return { kind: 'string', start: event.valueStart - quoted, end: event.valueEnd + quoted, value, style };
}

function wordOr(node: StringNode): TextNode {
  return node.style === 'plain' && WORD.test(node.value) ? { ...node, kind: 'word' } : node;
}

function place(parent: Open | undefined, node: TextNode, documents: TextDocument[]): void {
  if (parent === undefined || parent.kind === 'document') {
    documents.push({ root: node, start: node.start, end: 0, cut: false });
  } else if (parent.kind === 'array') parent.items.push(node);
  else if (parent.key === undefined) {
    const { start } = node;
    // An alias or a collection as a key is nobody's name.
    parent.key = node.kind === 'string' ? node : { kind: 'string', start, end: start, value: '', style: 'cut' };
  } else {
    parent.members.push({ key: parent.key, value: node });
    parent.key = undefined;
  }
}

/** All documents of a YAML stream. `end` is not told. @throws TextDamage where it is no YAML */
export function parseYamlTrees(text: string): readonly TextDocument[] {
  const documents: TextDocument[] = [];
  const open: Open[] = [];
  for (const event of events(text)) {
    const top = open.at(-1);
    if (event.type === EVENT_ID.DOCUMENT) open.push({ kind: 'document', members: [], items: [], key: undefined });
    else if (event.type === EVENT_ID.POP) open.pop();
    else if (event.type === EVENT_ID.SCALAR) {
      const node = scalarNode(text, event);
      const isKey = top?.kind === 'object' && top.key === undefined;
      place(top, isKey ? node : wordOr(node), documents);
    } else if (event.type === EVENT_ID.ALIAS) {
      place(top, { kind: 'word', start: event.anchorStart, end: event.anchorEnd, value: '' }, documents);
    } else {
      const kind = event.type === EVENT_ID.MAPPING ? 'object' : 'array';
      const next: Open = { kind, members: [], items: [], key: undefined };
      const { members, items } = next;
      place(
        top,
        kind === 'object' ? { kind, start: event.start, members } : { kind, start: event.start, items },
        documents,
      );
      open.push(next);
    }
  }
  return documents;
}

function events(text: string): readonly Event[] {
  try {
    return parseEvents(text, { maxDepth: MAX_DEPTH });
  } catch (error) {
    if (!(error instanceof YAMLException)) throw error;
    throw new TextDamage(error.mark?.position ?? 0);
  }
}
