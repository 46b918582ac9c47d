/** Entry of the room: texts in, resources out. Pure: the files were read by ingest. */
import { parseYamlDocuments, type ParsedDocument } from '../base/yaml-documents/index.ts';
import { compareText, listAt, recordOf, textAt, type PlainRecord } from '../base/plain.ts';
import type { Diagnostic } from '../model/index.ts';
import { buildResource } from './build-resource.ts';
import { kindOf } from './kinds.ts';
import type { Resource, ResourceSet } from './resource.ts';
import { resourceSetOf } from './resource-set.ts';
import { withoutUnusedItems } from './without-unused-items.ts';

/** A text and the name a person knows it by. */
export interface ResourceFile {
  readonly name: string;
  readonly text: string;
}

interface Reading {
  readonly resources: Resource[];
  readonly ignored: Map<string, number>;
  readonly diagnostics: Diagnostic[];
}

/** Reads YAML and JSON, several documents a file, `kind: List` included. Nothing is thrown: trouble is in `diagnostics`. */
export function readResources(files: Iterable<ResourceFile>): ResourceSet {
  const reading: Reading = { resources: [], ignored: new Map(), diagnostics: [] };
  for (const file of files) readFile(file, reading);
  const ignored = [...reading.ignored]
    .map(([kind, count]) => ({ kind, count }))
    .sort((a, b) => compareText(a.kind, b.kind));
  return resourceSetOf(reading.resources, ignored, reading.diagnostics);
}

function readFile(file: ResourceFile, reading: Reading): void {
  for (const document of parseYamlDocuments(withoutUnusedItems(file.text))) {
    if (document.ok) readObject(file.name, document, document.value, [], reading);
    else {
      reading.diagnostics.push({
        code: 'RS001',
        severity: 'error',
        message: `this document is not readable YAML: ${document.reason}`,
        document: file.name,
        line: document.line,
        ...(document.column === null ? {} : { column: document.column }),
        hint: 'the other documents of the file were used',
      });
    }
  }
}

type Path = readonly (string | number)[];

function readObject(file: string, document: ParsedDocument, value: unknown, path: Path, reading: Reading): void {
  if (value === null || value === undefined) return;
  const body = recordOf(value);
  const kind = textAt(body, 'kind');
  const apiVersion = textAt(body, 'apiVersion');
  if (body === undefined || kind === undefined || apiVersion === undefined) {
    const line = document.lineAt(path);
    reading.diagnostics.push(notAnObject(file, line));
    return;
  }
  if (isList(body, kind)) {
    // Lists do not nest in Kubernetes; one level is read, so that depth needs no limit.
    const items = path.length === 0 ? listAt(body, 'items') : [];
    items.forEach((item, index) => {
      readObject(file, document, withListKind(item, apiVersion, kind), ['items', index], reading);
    });
    return;
  }
  const type = kindOf(apiVersion, kind);
  if (type === undefined) {
    const name = `${apiVersion} ${kind}`;
    reading.ignored.set(name, (reading.ignored.get(name) ?? 0) + 1);
    return;
  }
  const resource = buildResource({ type, apiVersion, body, file, document, path });
  if (resource === undefined) reading.diagnostics.push(nameless(file, document.lineAt(path), kind));
  else reading.resources.push(resource);
}

/** `List`, `VirtualServiceList`, …: a kind ending in List that holds items. */
function isList(body: PlainRecord, kind: string): boolean {
  return kind.endsWith('List') && Array.isArray(body['items']);
}

/** Items of a typed list (`VirtualServiceList`) may leave out their own kind, as the API server's answers do. */
function withListKind(item: unknown, apiVersion: string, listKind: string): unknown {
  const record = recordOf(item);
  if (record === undefined || listKind === 'List' || 'kind' in record) return item;
  return { apiVersion, kind: listKind.slice(0, -'List'.length), ...record };
}

function notAnObject(file: string, line: number): Diagnostic {
  return {
    code: 'RS002',
    severity: 'error',
    message: 'this document is no Kubernetes object: it has no apiVersion and kind',
    document: file,
    line,
  };
}

function nameless(file: string, line: number, kind: string): Diagnostic {
  return {
    code: 'RS003',
    severity: 'error',
    message: `this ${kind} has no metadata.name`,
    document: file,
    line,
  };
}
