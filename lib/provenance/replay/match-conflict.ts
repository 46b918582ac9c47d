/**
 * When a delegate's match cannot be combined with a root's
 * (Istio pilot/pkg/model/virtualservice.go, hasConflict; reference 2.6 "Conflict tests").
 */
import type { HttpMatch, StringMatch, StringMatchMap } from '../../resources/index.ts';

export function matchesConflict(root: HttpMatch, leaf: HttpMatch): boolean {
  return (
    textConflict(root.uri, leaf.uri) ||
    textConflict(root.scheme, leaf.scheme) ||
    textConflict(root.method, leaf.method) ||
    textConflict(root.authority, leaf.authority) ||
    mapConflict(root.headers, leaf.headers) ||
    mapConflict(root.withoutHeaders, leaf.withoutHeaders) ||
    mapConflict(root.queryParams, leaf.queryParams) ||
    root.ignoreUriCase !== leaf.ignoreUriCase ||
    (root.port > 0 && leaf.port > 0 && root.port !== leaf.port) ||
    (root.sourceNamespace !== '' && root.sourceNamespace !== leaf.sourceNamespace) ||
    labelsConflict(root.sourceLabels, leaf.sourceLabels) ||
    gatewaysConflict(root.gateways, leaf.gateways)
  );
}

function mapConflict(root: StringMatchMap, leaf: StringMatchMap): boolean {
  for (const [key, match] of leaf) if (textConflict(root.get(key), match)) return true;
  return false;
}

function labelsConflict(root: ReadonlyMap<string, string>, leaf: ReadonlyMap<string, string>): boolean {
  for (const [key, value] of leaf) if (root.has(key) && root.get(key) !== value) return true;
  return false;
}

/** The leaf may only name gateways that the root names. */
function gatewaysConflict(root: readonly string[], leaf: readonly string[]): boolean {
  if (root.length === 0 || leaf.length === 0) return false;
  return root.length < leaf.length || leaf.some((gateway) => !root.includes(gateway));
}

/** Go's getters return '' for another form, and a form with an empty value is as good as none. */
function valueOf(match: StringMatch, kind: 'exact' | 'prefix' | 'regex'): string {
  return match.kind === kind ? match.value : '';
}

function textConflict(root: StringMatch | undefined, leaf: StringMatch | undefined): boolean {
  if (root === undefined || leaf === undefined) return false;
  const rootExact = valueOf(root, 'exact');
  const rootPrefix = valueOf(root, 'prefix');
  const leafExact = valueOf(leaf, 'exact');
  const leafPrefix = valueOf(leaf, 'prefix');
  if (rootExact !== '') return leafPrefix !== '' || leafExact !== rootExact;
  if (rootPrefix !== '') {
    if (leafPrefix !== '') return !leafPrefix.startsWith(rootPrefix);
    if (leafExact !== '') return !leafExact.startsWith(rootPrefix);
  }
  return true;
}
