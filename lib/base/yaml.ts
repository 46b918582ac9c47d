/** YAML without positions: what the `-o yaml` forms of a dump need. `yaml-documents` reads what people write. */
import { loadAll } from 'js-yaml';

/** All documents of a YAML stream. @throws what js-yaml throws: an Error with a `mark` that has `line` and `column`. */
export function loadYaml(text: string): unknown[] {
  return loadAll(text);
}
