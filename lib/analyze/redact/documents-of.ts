/** The documents of a text: JSON with whatever a terminal put around it, or YAML with whatever JSON is in it. */
import { TextDamage, jsonDocuments } from '../../base/text-tree/index.ts';
import type { TextDocument } from '../../base/text-tree/index.ts';
import { parseYamlTrees } from '../../base/yaml-tree/index.ts';

/** A member or an item at the very beginning, comments and separators left out: no dump in JSON begins so. */
const YAML_BEGINS = /^(?:\uFEFF|[ \t]*(?:#[^\n]*)?\r?\n|---[^\n]*\n|%[^\n]*\n)*(?:- +)?["']?[\w.@/-]+["']?:(?:\s|$)/;

/**
 * JSON in YAML (a block of text like the annotation of kubectl apply, a document of a stream) must not make a log of the rest:
 * there only patterns are looked for. @throws TextDamage where neither can be read
 */
export function documentsOf(text: string): readonly TextDocument[] {
  const yaml = YAML_BEGINS.test(text) ? yamlDocuments(text) : null;
  if (yaml !== null) return yaml;
  const json = jsonDocuments(text);
  return json.length > 0 ? json : parseYamlTrees(text);
}

/** Null where it is none: a log line with a colon before JSON. */
function yamlDocuments(text: string): readonly TextDocument[] | null {
  try {
    const documents = parseYamlTrees(text);
    return documents.some(({ root }) => root.kind === 'object' || root.kind === 'array') ? documents : null;
  } catch (error) {
    if (error instanceof TextDamage) return null;
    throw error;
  }
}
