/** Index over the resources read. */
import type { Diagnostic } from '../model/index.ts';
import type { ResourceKind } from './kinds.ts';
import type { Resource, ResourceSet } from './resource.ts';

const NONE: readonly Resource[] = [];

function keyOf(kind: ResourceKind, namespace: string, name: string): string {
  return `${kind}/${namespace}/${name}`;
}

/** Builds the set. Of two objects of one name the later stays, and a warning says where both are. */
export function resourceSetOf(
  read: readonly Resource[],
  ignored: ResourceSet['ignored'] = [],
  problems: readonly Diagnostic[] = [],
): ResourceSet {
  const byKey = new Map<string, Resource>();
  const diagnostics = [...problems];
  for (const resource of read) {
    const key = keyOf(resource.type, resource.ref.namespace, resource.ref.name);
    const earlier = byKey.get(key);
    if (earlier !== undefined && !sameObject(earlier, resource)) diagnostics.push(duplicate(earlier, resource));
    byKey.delete(key);
    byKey.set(key, resource);
  }
  const all = [...byKey.values()];
  const byKind = new Map<ResourceKind, Resource[]>();
  for (const resource of all) {
    const list = byKind.get(resource.type);
    if (list === undefined) byKind.set(resource.type, [resource]);
    else list.push(resource);
  }
  return {
    all,
    ofKind: (kind) => byKind.get(kind) ?? NONE,
    find: (kind, namespace, name) => byKey.get(keyOf(kind, namespace, name)),
    ignored,
    diagnostics,
  };
}

/** The same object from two files (a list and its parts, say) is no conflict. */
function sameObject(a: Resource, b: Resource): boolean {
  return JSON.stringify(a.spec) === JSON.stringify(b.spec);
}

function duplicate(earlier: Resource, later: Resource): Diagnostic {
  const { kind, namespace, name } = later.ref;
  return {
    code: 'RS004',
    severity: 'warning',
    message: `${kind} ${namespace}/${name} is given twice with different specs; the one of ${later.location.file}:${String(later.location.line)} is used, not ${earlier.location.file}:${String(earlier.location.line)}`,
    document: later.location.file,
    line: later.location.line,
  };
}
