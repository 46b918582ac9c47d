/** A record with apiVersion and kind → a Resource. */
import { fieldOf, recordOf, textAt, textMapOf, type PlainRecord } from '../base/plain.ts';
import type { ParsedDocument } from '../base/yaml-documents/index.ts';
import type { FileLocation } from '../model/index.ts';
import { RESOURCE_KINDS, type ResourceKind } from './kinds.ts';
import { parsePath } from './parse-path.ts';
import type { Resource } from './resource.ts';

interface Ingredients {
  readonly type: ResourceKind;
  readonly apiVersion: string;
  readonly body: PlainRecord;
  readonly file: string;
  readonly document: ParsedDocument;
  /** Where the object is in its document: empty, or `items`, n in a list. */
  readonly path: readonly (string | number)[];
}

const EMPTY: PlainRecord = {};

/** Undefined when the object has no name. A namespaced object without a namespace is in `default`, as kubectl says. */
export function buildResource({ type, apiVersion, body, file, document, path }: Ingredients): Resource | undefined {
  const metadata = fieldOf(body, 'metadata');
  const name = textAt(metadata, 'name');
  if (name === undefined || name === '') return undefined;
  const { group, kind, namespaced } = RESOURCE_KINDS[type];
  const namespace = namespaced ? (textAt(metadata, 'namespace') ?? 'default') : '';
  const created = Date.parse(textAt(metadata, 'creationTimestamp') ?? '');
  let located: Map<string, FileLocation> | undefined;
  return {
    type,
    ref: { group, kind, namespace, name },
    apiVersion,
    created: Number.isNaN(created) ? null : created,
    labels: textMapOf(fieldOf(metadata, 'labels')),
    annotations: textMapOf(fieldOf(metadata, 'annotations')),
    spec: recordOf(fieldOf(body, 'spec')) ?? EMPTY,
    body,
    get location() {
      return { file, line: path.length === 0 ? document.line : document.lineAt(path) };
    },
    locate: (text) => {
      let place = (located ??= new Map<string, FileLocation>()).get(text);
      if (place === undefined) {
        const steps = parsePath(text);
        const inSpec = steps[0] === 'spec' || steps[0] === 'metadata' ? steps : ['spec', ...steps];
        located.set(text, (place = { file, line: document.lineAt([...path, ...inSpec]) }));
      }
      return place;
    },
  };
}
