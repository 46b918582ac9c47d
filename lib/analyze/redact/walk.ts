/** From a document to the places of its strings, each with all that the rules may ask. */
import { memberOf, textMember } from '../../base/text-tree/index.ts';
import type { ArrayNode, ObjectNode, StringNode, TextNode, WordNode } from '../../base/text-tree/index.ts';
import { canonical, lastOf } from './place.ts';
import type { Place, Zone } from './place.ts';
import { isKnownType } from './vocabulary/index.ts';
import { zoneBelow, zoneOfKind } from './zones.ts';

export type Surroundings = Omit<Place, 'value'>;

export interface Visitor {
  /** A text, or a number that may be one. */
  readonly scalar: (node: StringNode | WordNode, around: Surroundings) => void;
  readonly key: (node: StringNode) => void;
}

/** Where a document begins. */
export function outermost(zone: Zone): Surroundings {
  return { zone, path: [], key: '', header: null, headerField: '', types: [] };
}

interface Task {
  readonly node: TextNode;
  readonly around: Surroundings;
}

/** Visits every scalar and key; order is that of the text. No recursion: the document decides how deep it is. */
export function walk(root: TextNode, from: Surroundings, visitor: Visitor): void {
  const tasks: Task[] = [{ node: root, around: from }];
  for (let task = tasks.pop(); task !== undefined; task = tasks.pop()) {
    const { node, around } = task;
    if (node.kind === 'object') pushReversed(tasks, membersOf(node, around, visitor));
    else if (node.kind === 'array') pushReversed(tasks, itemsOf(node, around));
    // A text that stands under no name at all is of a shape that nobody knows.
    else if (around.path.length === 0 && around.zone === 'message')
      visitor.scalar(node, { ...around, zone: 'unknownField' });
    else visitor.scalar(node, around);
  }
}

function pushReversed(tasks: Task[], more: readonly Task[]): void {
  for (let i = more.length - 1; i >= 0; i--) {
    const task = more[i];
    if (task !== undefined) tasks.push(task);
  }
}

function itemsOf(node: ArrayNode, around: Surroundings): readonly Task[] {
  return node.items.map((item) => ({ node: item, around }));
}

function membersOf(node: ObjectNode, around: Surroundings, visitor: Visitor): readonly Task[] {
  const inside = inObject(node, around);
  const kind = kindOf(node);
  const header = headerOf(node, inside);
  return node.members.map(({ key, value }) => {
    visitor.key(key);
    const name = canonical(key.value);
    const path = [...inside.path, name];
    const zone = zoneOf(inside, kind, key.value, path, value);
    const named = zone === 'headerMap' && inside.zone === 'headerMap';
    const byName = named || inside.zone === 'headerMap' ? key.value.toLowerCase() : header;
    const headerField = byName === null ? '' : lastOf(around.path);
    return { node: value, around: { ...inside, zone, path, key: key.value, header: byName, headerField } };
  });
}

function zoneOf(
  inside: Surroundings,
  kind: string | null,
  key: string,
  path: readonly string[],
  value: TextNode,
): Zone {
  if (kind !== null && inside.zone !== 'unknownField' && inside.zone !== 'unknownType') {
    const zone = zoneOfKind(kind, lastOf(path));
    return zone === 'resource' ? zoneBelow('resource', key, path, value) : zone;
  }
  return zoneBelow(inside.zone, key, path, value);
}

/** The object's own zone: what its `@type` says, or that it is a JSON Web Key. */
function inObject(node: ObjectNode, around: Surroundings): Surroundings {
  const isKey = memberOf(node, 'kty') !== undefined;
  if (isKey && around.zone !== 'unknownField' && around.zone !== 'unknownType') return { ...around, zone: 'jwk' };
  const urls = [textMember(node, '@type'), textMember(node, 'type_url', 'typeUrl')].filter((url) => url !== undefined);
  if (urls.length === 0 || around.zone !== 'message') return around;
  const types = [...around.types, ...urls.map((url) => url.slice(url.lastIndexOf('/') + 1))];
  return urls.every(isKnownType) ? { ...around, types } : { ...around, zone: 'unknownType', types };
}

/** The kind of a Kubernetes object; null for what is none. */
function kindOf(node: ObjectNode): string | null {
  return memberOf(node, 'apiVersion') === undefined ? null : (textMember(node, 'kind') ?? null);
}

const NAMED_LISTS: ReadonlySet<string> = new Set(
  `customtags headers queryparameters cookies header cookie initialmetadata headerstoadd requestheaderstoadd responseheaderstoadd
   requesttrailerstoadd responsetrailerstoadd queryparams env requestheaders append set add`.split(/\s+/),
);

/**
 * The name that a value inside this object belongs to: `{"key": "authorization", "value": …}`, and `{"name": "x-api-key",
 * "string_match": {"exact": …}}` where the name counts for what is nested.
 */
function headerOf(node: ObjectNode, inside: Surroundings): string | null {
  const name = textMember(node, 'name', 'key', 'header_name', 'headerName', 'tag');
  const hasValue = memberOf(node, 'value', 'raw_value', 'rawValue') !== undefined;
  if (name !== undefined && (hasValue || NAMED_LISTS.has(lastOf(inside.path)))) return name.toLowerCase();
  // `x-api-key: {exact: …}` of a VirtualService.
  if (inside.header !== null && inside.header === inside.key.toLowerCase()) return inside.header;
  return MATCH_PARTS.has(lastOf(inside.path)) ? inside.header : null;
}

/** Messages between a matcher's name and its text. */
const MATCH_PARTS: ReadonlySet<string> = new Set(
  `literal stringmatch saferegexmatch saferegex valuematch exact prefix suffix contains header value and or not matchers ormatch
   stringmatcher valuematcher`.split(/\s+/),
);
