/** YAML by js-yaml, the only place that knows the package. Loaded on demand: reading JSON must not pay for it. */
import { createRequire } from 'node:module';

type JsYaml = typeof import('js-yaml');

let loaded: JsYaml | null = null;

function jsYaml(): JsYaml {
  loaded ??= createRequire(import.meta.url)('js-yaml') as JsYaml;
  return loaded;
}

/** All documents of a YAML stream. @throws what js-yaml throws: an Error with a `mark` that has `line` and `column`. */
export function loadYaml(text: string): unknown[] {
  return jsYaml().loadAll(text) as unknown[];
}
