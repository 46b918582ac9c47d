/** YAML by js-yaml, the only place that knows the package. Loaded on demand: reading JSON must not pay for it. */
import { createRequire } from 'node:module';
import type * as JsYaml from 'js-yaml';

let loaded: typeof JsYaml | null = null;

function jsYaml(): typeof JsYaml {
  loaded ??= createRequire(import.meta.url)('js-yaml') as typeof JsYaml;
  return loaded;
}

/** All documents of a YAML stream. @throws what js-yaml throws: an Error with a `mark` that has `line` and `column`. */
export function loadYaml(text: string): unknown[] {
  return jsYaml().loadAll(text);
}
