export { applyEdits, scalarEdits } from './edits.ts';
export type { Edit } from './edits.ts';
export { jsonDocuments } from './json-documents.ts';
export { parseJsonTree } from './json-tree.ts';
export { TextDamage, memberOf, textMember } from './node.ts';
export type {
  ArrayNode,
  Member,
  ObjectNode,
  ScalarStyle,
  StringNode,
  TextDocument,
  TextNode,
  WordNode,
} from './node.ts';
