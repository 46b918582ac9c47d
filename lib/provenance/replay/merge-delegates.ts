/**
 * Delegation: a root's rule is replaced by its delegate's rules, matches combined, absent fields filled from the root
 * (Istio pilot/pkg/model/virtualservice.go, mergeVirtualServicesIfNeeded; reference 2.6).
 */
import type { HttpMatch, HttpRule } from '../../resources/index.ts';
import type { ReplayMatch, ReplayRule, ReplayVirtualService, RuleOrigin } from './effective.ts';
import type { Journal } from './journal.ts';
import { matchesConflict } from './match-conflict.ts';
import type { GenerationProfile } from './profile.ts';

/** A VirtualService without hosts is a delegate: it makes nothing by itself. */
export function isDelegate(service: ReplayVirtualService): boolean {
  return service.hosts.length === 0;
}

export function isRoot(service: ReplayVirtualService): boolean {
  return service.http.some(({ rule }) => rule.delegate !== undefined);
}

/** Delegates by `namespace/name`. */
export type Delegates = ReadonlyMap<string, ReplayVirtualService>;

/** The root with every delegating rule replaced. A rule whose delegate is missing or hidden just disappears. */
export function mergeDelegates(
  root: ReplayVirtualService,
  delegates: Delegates,
  profile: GenerationProfile,
  journal: Journal,
): ReplayVirtualService {
  const http = root.http.flatMap((rule) => {
    const reference = rule.rule.delegate;
    if (reference === undefined) return rule;
    const namespace =
      reference.namespace === '' && profile.delegateNamespaceDefaults ? root.namespace : reference.namespace;
    const delegate = delegates.get(`${namespace}/${reference.name}`);
    if (delegate === undefined) {
      journal.drop(rule.origin, { kind: 'delegate-missing', delegate: `${namespace}/${reference.name}` });
      return [];
    }
    if (!isVisibleTo(delegate, root.namespace)) {
      journal.drop(rule.origin, { kind: 'delegate-not-exported', delegate: `${namespace}/${reference.name}` });
      return [];
    }
    if (delegate.http.length === 0) {
      journal.drop(rule.origin, { kind: 'replaced-by-delegate', delegate: `${namespace}/${reference.name}` });
    }
    return mergeRules(rule, delegate.http, journal);
  });
  return { ...root, http };
}

function isVisibleTo(delegate: ReplayVirtualService, namespace: string): boolean {
  if (delegate.exportTo.length === 0) return true;
  return delegate.exportTo.some((scope) => scope === '*' || (scope === '.' ? delegate.namespace : scope) === namespace);
}

function mergeRules(root: ReplayRule, delegated: readonly ReplayRule[], journal: Journal): readonly ReplayRule[] {
  return delegated.flatMap((rule) => {
    const matches = mergeMatches(root, rule);
    const origin: RuleOrigin = { ...rule.origin, via: root.origin };
    if (matches === undefined) {
      journal.drop(origin, { kind: 'delegate-conflict', root: root.origin });
      return [];
    }
    return { rule: mergeRule(root.rule, rule.rule), matches, origin };
  });
}

/** Undefined when one of the delegate's matches fits no match of the root: the whole rule is dropped then. */
function mergeMatches(root: ReplayRule, leaf: ReplayRule): readonly ReplayMatch[] | undefined {
  if (root.rule.matches.length === 0) {
    return leaf.matches.map(({ match, origin }) => ({ match, origin: { ...origin, via: root.origin } }));
  }
  if (leaf.rule.matches.length === 0) {
    return root.matches.map(({ match, origin }) => ({ match, origin: { ...leaf.origin, via: origin } }));
  }
  const merged: ReplayMatch[] = [];
  for (const leafMatch of leaf.matches) {
    const before = merged.length;
    for (const rootMatch of root.matches) {
      if (leafMatch.match === null || rootMatch.match === null) continue;
      if (matchesConflict(rootMatch.match, leafMatch.match)) continue;
      merged.push({
        match: mergeMatch(rootMatch.match, leafMatch.match),
        origin: { ...leafMatch.origin, via: rootMatch.origin },
      });
    }
    if (merged.length === before) return undefined;
  }
  return merged;
}

function joinNames(root: string, leaf: string): string {
  return leaf === '' || root === '' ? root + leaf : `${root}-${leaf}`;
}

function mergeMaps<T>(root: ReadonlyMap<string, T>, leaf: ReadonlyMap<string, T>): ReadonlyMap<string, T> {
  return new Map([...root, ...leaf]);
}

function mergeMatch(root: HttpMatch, leaf: HttpMatch): HttpMatch {
  return {
    name: joinNames(root.name, leaf.name),
    uri: leaf.uri ?? root.uri,
    scheme: leaf.scheme ?? root.scheme,
    method: leaf.method ?? root.method,
    authority: leaf.authority ?? root.authority,
    headers: mergeMaps(root.headers, leaf.headers),
    withoutHeaders: mergeMaps(root.withoutHeaders, leaf.withoutHeaders),
    queryParams: mergeMaps(root.queryParams, leaf.queryParams),
    ignoreUriCase: leaf.ignoreUriCase,
    port: leaf.port === 0 ? root.port : leaf.port,
    gateways: leaf.gateways.length === 0 ? root.gateways : leaf.gateways,
    sourceLabels: mergeMaps(root.sourceLabels, leaf.sourceLabels),
    sourceNamespace: leaf.sourceNamespace === '' ? root.sourceNamespace : leaf.sourceNamespace,
    statPrefix: leaf.statPrefix === '' ? root.statPrefix : leaf.statPrefix,
  };
}

/** Route, redirect and the like are the delegate's alone; the rest falls back to the root's. */
function mergeRule(root: HttpRule, leaf: HttpRule): HttpRule {
  return {
    ...leaf,
    name: joinNames(root.name, leaf.name),
    rewrite: leaf.rewrite ?? root.rewrite,
    directResponse: leaf.directResponse ?? root.directResponse,
    timeout: leaf.timeout ?? root.timeout,
    retries: leaf.retries ?? root.retries,
    fault: leaf.fault ?? root.fault,
    mirror: leaf.mirror ?? root.mirror,
    cors: leaf.cors ?? root.cors,
    mirrors: leaf.mirrors.length === 0 ? root.mirrors : leaf.mirrors,
    headers: leaf.headers ?? root.headers,
  };
}
