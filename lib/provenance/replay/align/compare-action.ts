/** Expected against found action: the fields that differ. Defaults that istiod adds by itself are not looked at. */
import type {
  ClusterSpecifier,
  ForwardAction,
  HeaderAddition,
  HeaderMutations,
  RedirectAction,
  Route,
} from '../../../model/index.ts';
import type { ExpectedAction, ExpectedCluster, ExpectedRoute } from '../expected.ts';
import { differ, UNCHANGED, type ChangedField } from './changed-field.ts';
import { compareExtras } from './compare-extras.ts';
import { milliseconds } from './duration.ts';

export function compareRoute(expected: ExpectedRoute, found: Route): readonly ChangedField[] {
  const changes: ChangedField[] = [];
  compareAction(changes, expected.action, found);
  if (expected.headers !== undefined || found.headers !== undefined) {
    compareHeaders(changes, expected.headers, found.headers);
  }
  differ(changes, 'statPrefix', expected.statPrefix, found.statPrefix ?? '');
  compareExtras(changes, expected, found);
  return changes.length === 0 ? UNCHANGED : changes;
}

function compareAction(changes: ChangedField[], expected: ExpectedAction, { action }: Route): void {
  // No destination at all, or none with a weight: Gateway API routes then answer 500 by themselves.
  if (expected.kind === 'forward' && action.kind === 'forward') compareForward(changes, expected, action);
  else if (expected.kind === 'redirect' && action.kind === 'redirect') compareRedirect(changes, expected, action);
  else if (expected.kind === 'directResponse' && action.kind === 'directResponse') {
    differ(changes, 'action.status', String(expected.status), String(action.status));
    differ(changes, 'action.body', expected.body ?? '', action.body ?? '');
  } else differ(changes, 'action', expected.kind, action.kind);
}

type ForwardExpectation = Extract<ExpectedAction, { kind: 'forward' }>;
type RedirectExpectation = Extract<ExpectedAction, { kind: 'redirect' }>;

function compareForward(changes: ChangedField[], expected: ForwardExpectation, found: ForwardAction): void {
  changes.push(...compareClusters(expected.clusters, found.cluster));
  differ(changes, 'action.pathRewrite', expected.pathRewrite?.value ?? '', pathRewriteText(found));
  differ(changes, 'action.hostRewrite', expected.hostRewrite ?? '', hostRewriteText(found));
  compareTimeout(changes, expected.timeout, found.timeout);
  if (expected.mirrors.length === 0 && found.mirrors === undefined) return;
  const mirrors = (found.mirrors ?? []).map(({ cluster }) => cluster);
  if (sameClusters(expected.mirrors, mirrors)) return;
  const wanted = expected.mirrors.map(clusterText).join(', ');
  changes.push({ field: 'action.mirrors', expected: wanted, found: mirrors.join(', ') });
}

function pathRewriteText({ pathRewrite }: ForwardAction): string {
  if (pathRewrite === undefined) return '';
  if (pathRewrite.kind === 'prefix') return pathRewrite.value;
  return pathRewrite.kind === 'regex' ? `${pathRewrite.regex} → ${pathRewrite.substitution}` : pathRewrite.kind;
}

function hostRewriteText({ hostRewrite }: ForwardAction): string {
  if (hostRewrite === undefined) return '';
  return hostRewrite.kind === 'literal' ? hostRewrite.value : hostRewrite.kind;
}

export function clusterText({ host, subset, port }: ExpectedCluster): string {
  return host === '' ? 'UnknownService' : `outbound|${port === null ? '?' : String(port)}|${subset}|${host}`;
}

/** An unknown port fits any; an empty host is an invalid backend. */
export function isCluster(expected: ExpectedCluster, name: string): boolean {
  const { host, subset, port } = expected;
  if (host === '') return name === 'UnknownService' || name === '';
  if (port !== null && name === `outbound|${String(port)}|${subset}|${host}`) return true;
  const [direction, foundPort, foundSubset, foundHost] = name.split('|');
  return (
    direction === 'outbound' &&
    foundSubset === subset &&
    (foundHost === host || mayBeAlias(expected, foundHost ?? '')) &&
    (port === null || foundPort === String(port))
  );
}

/** The hosts that stand for a Service which nobody gave, as far as the route fits only so. */
export function aliasesOf({ action: expected }: ExpectedRoute, { action: found }: Route): readonly string[] {
  if (expected.kind !== 'forward' || found.kind !== 'forward') return [];
  const names = clusterNames(found.cluster);
  return expected.clusters.flatMap((cluster, index) => {
    const host = names[index]?.split('|')[3] ?? '';
    return host !== cluster.host && mayBeAlias(cluster, host) ? host : [];
  });
}

function clusterNames(specifier: ClusterSpecifier): readonly (string | undefined)[] {
  if (specifier.kind === 'cluster') return [specifier.name];
  return specifier.kind === 'weighted' ? specifier.clusters.map(({ name }) => name) : [];
}

/** A Service that nobody gave may stand for a host outside the cluster. */
function mayBeAlias({ isKnown, host }: ExpectedCluster, found: string): boolean {
  return !isKnown && host.includes('.svc.') && !found.includes('.svc.');
}

export function sameClusters(expected: readonly ExpectedCluster[], found: readonly string[]): boolean {
  return expected.length === found.length && expected.every((cluster, index) => isCluster(cluster, found[index] ?? ''));
}

/** One destination and a weighted list of one are the same: releases differ in which they write. */
export function compareClusters(
  expected: readonly ExpectedCluster[],
  found: ClusterSpecifier,
): readonly ChangedField[] {
  if (areClusters(expected, found)) return UNCHANGED;
  return [{ field: 'action.cluster', expected: weightedText(expected), found: specifierText(found) }];
}

function areClusters(expected: readonly ExpectedCluster[], found: ClusterSpecifier): boolean {
  if (found.kind === 'cluster') {
    // Without any destination istiod leaves the cluster name empty or the rule's name.
    const [only, second] = expected;
    return only === undefined || (second === undefined && isCluster(only, found.name));
  }
  if (found.kind !== 'weighted' || found.clusters.length !== expected.length) return false;
  const isSingle = expected.length === 1;
  return expected.every((cluster, index) => {
    const other = found.clusters[index];
    return (isSingle || cluster.weight === other?.weight) && isCluster(cluster, other?.name ?? '');
  });
}

function weightedText(clusters: readonly ExpectedCluster[]): string {
  const [only, second] = clusters;
  if (only !== undefined && second === undefined) return clusterText(only);
  return clusters.map((cluster) => `${clusterText(cluster)} ${String(cluster.weight)}`).join(', ');
}

function specifierText(found: ClusterSpecifier): string {
  if (found.kind === 'cluster') return found.name;
  if (found.kind !== 'weighted') return found.kind;
  return found.clusters.map(({ name, weight }) => `${name ?? ''} ${String(weight)}`).join(', ');
}

/** Unset means 0s on every release this replay knows; an absent one is the proxy's own default. */
function compareTimeout(changes: ChangedField[], expected: string | null, found: string | undefined): void {
  const wanted = expected ?? '0s';
  const got = found ?? '0s';
  if (wanted === got) return;
  const [wantedTime, gotTime] = [milliseconds(wanted), milliseconds(got)];
  if (wantedTime === undefined || gotTime === undefined || Math.abs(wantedTime - gotTime) < 0.001) return;
  changes.push({ field: 'action.timeout', expected: wanted, found: found ?? '' });
}

function compareRedirect(changes: ChangedField[], expected: RedirectExpectation, found: RedirectAction): void {
  const prefix = found.pathRewrite?.kind === 'prefix' ? found.pathRewrite.value : '';
  differ(changes, 'action.status', String(expected.status), String(found.status));
  differ(changes, 'action.host', expected.host, found.host ?? '');
  differ(changes, 'action.path', expected.path, found.path ?? '');
  differ(changes, 'action.pathRewrite', expected.prefixRewrite, prefix);
  differ(changes, 'action.scheme', expected.scheme, found.scheme ?? '');
  differ(changes, 'action.port', String(expected.port ?? ''), String(found.port === 0 ? '' : (found.port ?? '')));
}

const NO_HEADERS: HeaderMutations = {};

function compareHeaders(changes: ChangedField[], expected = NO_HEADERS, found = NO_HEADERS): void {
  for (const field of ['requestAdd', 'responseAdd'] as const) {
    const added = withoutAltSvc(found[field]);
    differ(changes, `headers.${field}`, additionsText(expected[field]), additionsText(added));
  }
  for (const field of ['requestRemove', 'responseRemove'] as const) {
    differ(changes, `headers.${field}`, (expected[field] ?? []).join(', '), (found[field] ?? []).join(', '));
  }
}

/** istiod adds alt-svc by itself where HTTP/3 is on. */
function withoutAltSvc(additions: readonly HeaderAddition[] | undefined): readonly HeaderAddition[] {
  return (additions ?? []).filter(({ name }) => name !== 'alt-svc');
}

function additionsText(additions: readonly HeaderAddition[] | undefined): string {
  return (additions ?? []).map(({ name, value }) => `${name}: ${value}`).join(', ');
}
