/** One string through the table: which parts of it go, and what stands in their place. */
import { applyEdits } from '../../base/text-tree/index.ts';
import type { Edit, StringNode, WordNode } from '../../base/text-tree/index.ts';
import { expectedDocument } from './nested.ts';
import { lastOf } from './place.ts';
import type { Place, Zone } from './place.ts';
import type { Engine } from './redactor.ts';
import type { Find, Rule } from './rules/rule.ts';
import { MARKER, base64Text, isRedacted } from './shapes.ts';
import type { Surroundings } from './walk.ts';

/** DataSource.inline_bytes, HeaderValue.raw_value and the like: base64 in JSON. */
const BYTES: ReadonlySet<string> = new Set([
  'inlinebytes',
  'rawvalue',
  'bytesvalue',
  'typedmetadata',
  'binary',
  'payloadbytes',
]);

/** Deeper documents in documents are taken for an attack and removed whole. */
const MAX_NESTING = 4;
const LONG_NUMBER = /^-?\d{4,}(?:\.\d+)?$/;

/** Edits of the value itself, in its own offsets. `node` is null for text outside of documents. */
export function redactValue(
  value: string,
  node: StringNode | WordNode | null,
  around: Surroundings,
  engine: Engine,
  depth: number,
): readonly Edit[] {
  if (value === '') return [];
  if (node?.kind === 'word' && !LONG_NUMBER.test(value)) return [];
  if (isRedacted(value)) {
    engine.registry.already++;
    return [];
  }
  const place: Place = { ...around, value };
  if (node?.kind === 'word') return number(place, engine);
  if (node?.kind === 'string' && node.style === 'cut' && engine.steps.has('cut-string')) return cut(place, engine);
  return text(place, engine, depth);
}

function replaced(
  value: string,
  { start, end, before = '', after = '' }: Find,
  rule: Pick<Rule, 'id' | 'class'>,
  engine: Engine,
): Edit {
  return { start, end, text: before + engine.registry.remove(value.slice(start, end), rule.class, rule.id) + after };
}

/** Numbers are secret only where a place says so. */
function number(place: Place, engine: Engine): readonly Edit[] {
  for (const rule of engine.rules) {
    const [found] = NUMBER_RULES.has(rule.id) ? rule.find(place) : [];
    if (found !== undefined) return [replaced(place.value, { start: 0, end: place.value.length }, rule, engine)];
  }
  return [];
}

const NUMBER_RULES: ReadonlySet<string> = new Set([
  'sensitive-field',
  'secret-key',
  'secret-object',
  'unknown-field',
  'node-metadata',
]);

/** The last string of a cut input may be half a secret that no rule knows any more. */
function cut({ value }: Place, engine: Engine): readonly Edit[] {
  return [replaced(value, { start: 0, end: value.length }, { id: 'cut-string', class: 'unknown' }, engine)];
}

function text(place: Place, engine: Engine, depth: number): readonly Edit[] {
  const { value } = place;
  const isBytes = BYTES.has(lastOf(place.path));
  const decoded = engine.steps.has('base64') || isBytes ? base64Text(value) : null;
  if (isBytes) return bytes(place, decoded, engine, depth);
  const whole = first(place, engine);
  if (whole !== null) return whole;
  const nested = engine.steps.has('nested-document') ? document(place, engine, depth) : null;
  if (nested !== null) return nested;
  const found = parts(place, engine);
  if (found.length > 0 || decoded === null) return found;
  if (depth >= MAX_NESTING) return tooDeep(place, 'base64', engine);
  return encoded(value, decoded, text({ ...place, value: decoded }, engine, depth + 1));
}

/** The first rule that knows the place and takes the value as a whole; null when none does. */
function first(place: Place, engine: Engine): readonly Edit[] | null {
  for (const rule of engine.placeRules) {
    const found = rule.find(place);
    const [only] = found;
    if (only?.start === 0 && only.end === place.value.length) return [replaced(place.value, only, rule, engine)];
  }
  return null;
}

/** Rules that know a value by its form, wherever it stands. */
export const PATTERN_RULES: ReadonlySet<string> = new Set(
  'pem-key jwt auth-scheme userinfo query-credential htpasswd jwk-text assignment vendor-token random-text secret-key'.split(
    ' ',
  ),
);

/** All rules; where two overlap, the one that comes first in the table has it. */
function parts(place: Place, engine: Engine): readonly Edit[] {
  const edits: Edit[] = [];
  const blank = place.value.replace(MARKER, (marker) => '\u0000'.repeat(marker.length));
  // What an earlier run left stands for nothing here. Nearly no text has such: one object serves all rules.
  const bare = blank === place.value ? place : { ...place, value: blank };
  for (const rule of engine.rules) {
    for (const found of rule.find(bare === place || !PATTERN_RULES.has(rule.id) ? place : bare)) {
      if (!/[A-Za-z0-9]/.test(blank.slice(found.start, found.end))) continue;
      const free = edits.every(({ start, end }) => found.end <= start || found.start >= end);
      if (free) edits.push(replaced(place.value, found, rule, engine));
    }
  }
  return edits;
}

function document(place: Place, engine: Engine, depth: number): readonly Edit[] | null {
  const expected = expectedDocument(place);
  if (depth >= MAX_NESTING) return /^\s*[{[]/.test(place.value) ? tooDeep(place, 'nested-document', engine) : null;
  const zone: Zone =
    expected ??
    (place.zone === 'message' || place.zone === 'resource' || place.zone === 'annotations' ? 'text' : place.zone);
  const edits = engine.document(place.value, zone, place, depth + 1);
  if (edits !== null || expected === null) return edits;
  return [
    replaced(place.value, { start: 0, end: place.value.length }, { id: 'nested-document', class: 'unknown' }, engine),
  ];
}

function tooDeep({ value }: Place, id: string, engine: Engine): readonly Edit[] {
  return [replaced(value, { start: 0, end: value.length }, { id, class: 'unknown' }, engine)];
}

function encoded(value: string, decoded: string, edits: readonly Edit[]): readonly Edit[] {
  if (edits.length === 0) return [];
  return [{ start: 0, end: value.length, text: Buffer.from(applyEdits(decoded, edits)).toString('base64') }];
}

/** A field of bytes stays base64, so that the configuration can still be loaded. */
function bytes(place: Place, decoded: string | null, engine: Engine, depth: number): readonly Edit[] {
  const { value } = place;
  const short = decoded ?? Buffer.from(value, 'base64').toString('utf8');
  const isText = decoded !== null || (/^[A-Za-z0-9+/_-]{2,15}={0,2}$/.test(value) && /^[\x20-\x7e]+$/.test(short));
  const content = isText ? short : value;
  const edits = text({ ...place, path: asText(place.path), value: content }, engine, depth + 1);
  return edits.length === 0 ? [] : encoded(value, content, edits);
}

/** The same place, where the field holds text. */
function asText(path: readonly string[]): readonly string[] {
  return [...path.slice(0, -1), lastOf(path) === 'rawvalue' ? 'value' : 'inlinestring'];
}
