/** Strings that hold documents: last-applied annotations, key sets, plugin configuration, a whole bootstrap. */
import { TextDamage, parseJsonTree } from '../../base/text-tree/index.ts';
import type { Edit, TextDocument } from '../../base/text-tree/index.ts';
import { parseYamlTrees } from '../../base/yaml-tree/index.ts';
import { lastOf } from './place.ts';
import type { Zone } from './place.ts';
import { outermost } from './walk.ts';
import type { Surroundings } from './walk.ts';

/** Which document a string is expected to hold, by its place; null when it may hold any. */
export function expectedDocument({ path, zone }: Pick<Surroundings, 'path' | 'zone'>): Zone | null {
  const name = lastOf(path);
  if (name === 'kubectl.kubernetes.io/last-applied-configuration') return 'message';
  if (name === 'configyaml') return 'message';
  if (path.includes('localjwks') || (name === 'jwks' && zone === 'resource')) return 'jwk';
  return null;
}

/** Objects and lists in JSON, or YAML of several lines; null for other text. */
function parse(text: string): TextDocument | null {
  try {
    if (/^\s*[{[]/.test(text)) {
      const document = parseJsonTree(text);
      const whole = !document.cut && text.slice(document.end).trim() === '';
      return whole && document.root.kind !== 'string' && document.root.kind !== 'word' ? document : null;
    }
    if (!/^[\w."'/-]+:(?:\s|$)/.test(text) || !text.includes('\n')) return null;
    const [only, ...more] = parseYamlTrees(text);
    return only !== undefined && more.length === 0 && only.root.kind === 'object' ? only : null;
  } catch (error) {
    if (error instanceof TextDamage) return null;
    throw error;
  }
}

/** Edits inside `text`; null when it is no document. */
export function nestedText(
  text: string,
  zone: Zone,
  around: Surroundings,
  edits: (document: TextDocument, from: Surroundings) => readonly Edit[],
): readonly Edit[] | null {
  const document = parse(text);
  if (document === null) return null;
  return edits(document, { ...outermost(zone), path: zone === 'jwk' || zone === 'message' ? [] : around.path });
}
