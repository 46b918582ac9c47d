/** A document as a tree whose nodes know where they stand in the text, so that single values can be replaced in place. */

/** How a scalar is written; `cut` is a JSON string whose end is missing. */
export type ScalarStyle = 'json' | 'cut' | 'plain' | 'single' | 'double' | 'block';

/** `start` and `end` are offsets into the text, quotes included; of a block scalar only its lines. */
export interface StringNode {
  readonly kind: 'string';
  readonly start: number;
  readonly end: number;
  readonly value: string;
  readonly style: ScalarStyle;
}

/** A number, true, false, null or an alias: what holds no text. */
export interface WordNode {
  readonly kind: 'word';
  readonly start: number;
  readonly end: number;
  readonly value: string;
}

export interface Member {
  readonly key: StringNode;
  readonly value: TextNode;
}

export interface ObjectNode {
  readonly kind: 'object';
  readonly start: number;
  readonly members: readonly Member[];
}

export interface ArrayNode {
  readonly kind: 'array';
  readonly start: number;
  readonly items: readonly TextNode[];
}

export type TextNode = StringNode | WordNode | ObjectNode | ArrayNode;

/** One document in a text; `end` is the offset after it. `cut`: the text ends inside it. */
export interface TextDocument {
  readonly root: TextNode;
  readonly start: number;
  readonly end: number;
  readonly cut: boolean;
}

/** Where a text stops being what it began as. */
export class TextDamage extends Error {
  readonly at: number;

  constructor(at: number) {
    super(`unreadable at offset ${String(at)}`);
    this.name = 'TextDamage';
    this.at = at;
  }
}

/** The member of an object by its key as written; the last one counts, as in JSON.parse. */
export function memberOf(node: TextNode, ...keys: readonly string[]): TextNode | undefined {
  if (node.kind !== 'object') return undefined;
  return node.members.findLast(({ key }) => keys.includes(key.value))?.value;
}

/** The text of a string member; undefined when it is absent or something else. */
export function textMember(node: TextNode, ...keys: readonly string[]): string | undefined {
  const found = memberOf(node, ...keys);
  return found?.kind === 'string' ? found.value : undefined;
}
