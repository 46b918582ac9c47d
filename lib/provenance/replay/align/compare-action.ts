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
import { difference, type ChangedField } from './changed-field.ts';
import { compareExtras } from './compare-extras.ts';
import { milliseconds } from './duration.ts';

export function compareRoute(expected: ExpectedRoute, found: Route): readonly ChangedField[] {
  return [
    ...compareAction(expected.action, found),
    ...compareHeaders(expected.headers, found.headers),
    ...difference('statPrefix', expected.statPrefix, found.statPrefix ?? ''),
    ...compareExtras(expected, found),
  ];
}

function compareAction(expected: ExpectedAction, { action }: Route): readonly ChangedField[] {
  // No destination at all, or none with a weight: Gateway API routes then answer 500 by themselves.
  if (expected.kind === 'forward' && action.kind === 'forward') return compareForward(expected, action);
  if (expected.kind === 'redirect' && action.kind === 'redirect') return compareRedirect(expected, action);
  if (expected.kind === 'directResponse' && action.kind === 'directResponse') {
    return [
      ...difference('action.status', String(expected.status), String(action.status)),
      ...difference('action.body', expected.body ?? '', action.body ?? ''),
    ];
  }
  return difference('action', expected.kind, action.kind);
}

type ForwardExpectation = Extract<ExpectedAction, { kind: 'forward' }>;
type RedirectExpectation = Extract<ExpectedAction, { kind: 'redirect' }>;

function compareForward(expected: ForwardExpectation, found: ForwardAction): readonly ChangedField[] {
  const mirrors = (found.mirrors ?? []).map(({ cluster }) => cluster);
  const mirrorsDiffer = !sameClusters(expected.mirrors, mirrors);
  return [
    ...compareClusters(expected.clusters, found.cluster),
    ...difference('action.pathRewrite', expected.pathRewrite?.value ?? '', pathRewriteText(found)),
    ...difference('action.hostRewrite', expected.hostRewrite ?? '', hostRewriteText(found)),
    ...compareTimeout(expected.timeout, found.timeout),
    ...(mirrorsDiffer
      ? [{ field: 'action.mirrors', expected: expected.mirrors.map(clusterText).join(', '), found: mirrors.join(', ') }]
      : []),
  ];
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
  if (expected.host === '') return name === 'UnknownService' || name === '';
  const [direction, port, subset, host] = name.split('|');
  return (
    direction === 'outbound' &&
    subset === expected.subset &&
    (host === expected.host || mayBeAlias(expected, host ?? '')) &&
    (expected.port === null || port === String(expected.port))
  );
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
  const foundText = specifierText(found);
  const mismatch = [{ field: 'action.cluster', expected: weightedText(expected), found: foundText }];
  if (found.kind === 'cluster') {
    // Without any destination istiod leaves the cluster name empty or the rule's name.
    if (expected.length === 0) return [];
    const [only, second] = expected;
    return only !== undefined && second === undefined && isCluster(only, found.name) ? [] : mismatch;
  }
  if (found.kind !== 'weighted') return mismatch;
  const names = found.clusters.map(({ name }) => name ?? '');
  if (!sameClusters(expected, names)) return mismatch;
  const single = expected.length === 1;
  const sameWeights = single || expected.every(({ weight }, index) => weight === found.clusters[index]?.weight);
  return sameWeights ? [] : mismatch;
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
function compareTimeout(expected: string | null, found: string | undefined): readonly ChangedField[] {
  const wanted = milliseconds(expected ?? '0s');
  const got = milliseconds(found ?? '0s');
  if (wanted === undefined || got === undefined || Math.abs(wanted - got) < 0.001) return [];
  return [{ field: 'action.timeout', expected: expected ?? '0s', found: found ?? '' }];
}

function compareRedirect(expected: RedirectExpectation, found: RedirectAction): readonly ChangedField[] {
  const prefix = found.pathRewrite?.kind === 'prefix' ? found.pathRewrite.value : '';
  return [
    ...difference('action.status', String(expected.status), String(found.status)),
    ...difference('action.host', expected.host, found.host ?? ''),
    ...difference('action.path', expected.path, found.path ?? ''),
    ...difference('action.pathRewrite', expected.prefixRewrite, prefix),
    ...difference('action.scheme', expected.scheme, found.scheme ?? ''),
    ...difference('action.port', String(expected.port ?? ''), String(found.port === 0 ? '' : (found.port ?? ''))),
  ];
}

const NO_HEADERS: HeaderMutations = {};

function compareHeaders(expected = NO_HEADERS, found = NO_HEADERS): readonly ChangedField[] {
  const fields = (['requestAdd', 'responseAdd'] as const).flatMap((field) =>
    difference(`headers.${field}`, additionsText(expected[field]), additionsText(withoutAltSvc(found[field]))),
  );
  const removals = (['requestRemove', 'responseRemove'] as const).flatMap((field) =>
    difference(`headers.${field}`, (expected[field] ?? []).join(', '), (found[field] ?? []).join(', ')),
  );
  return [...fields, ...removals];
}

/** istiod adds alt-svc by itself where HTTP/3 is on. */
function withoutAltSvc(additions: readonly HeaderAddition[] | undefined): readonly HeaderAddition[] {
  return (additions ?? []).filter(({ name }) => name !== 'alt-svc');
}

function additionsText(additions: readonly HeaderAddition[] | undefined): string {
  return (additions ?? []).map(({ name, value }) => `${name}: ${value}`).join(', ');
}
