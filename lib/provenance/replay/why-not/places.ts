/** The places of a resource that can become something: rules, and matches where a rule has any. */
import { fieldOf, listAt } from '../../../base/plain.ts';
import type { Resource, ResourceKind } from '../../../resources/index.ts';

/** A place and the kind of rule it is; the kind decides which servers can use it. */
export interface RulePlace {
  readonly path: string;
  /** The rule around it; the same as `path` for a rule without matches. */
  readonly rule: string;
  readonly rules: 'http' | 'tls' | 'tcp';
}

export function placesOf(resource: Resource): readonly RulePlace[] {
  return READERS[resource.type]?.(resource) ?? [];
}

type Reader = (resource: Resource) => readonly RulePlace[];

/** Kinds that are not here make no routes and no chains of their own. */
const READERS: Partial<Readonly<Record<ResourceKind, Reader>>> = {
  VirtualService: (resource) => [
    ...rulesWith(resource, 'http', 'match', 'http'),
    ...rulesWith(resource, 'tls', 'match', 'tls'),
    ...plainRules(resource, 'tcp', 'tcp'),
  ],
  HTTPRoute: (resource) => rulesWith(resource, 'rules', 'matches', 'http'),
  GRPCRoute: (resource) => rulesWith(resource, 'rules', 'matches', 'http'),
  TCPRoute: (resource) => plainRules(resource, 'rules', 'tcp'),
  TLSRoute: (resource) => plainRules(resource, 'rules', 'tls'),
  Ingress: ingressPaths,
};

function ingressPaths(resource: Resource): readonly RulePlace[] {
  return listAt(resource.spec, 'rules').flatMap((rule, index) =>
    listAt(fieldOf(rule, 'http'), 'paths').map((_, path) =>
      rulePlace(`spec.rules[${String(index)}].http.paths[${String(path)}]`, 'http'),
    ),
  );
}

function plainRules(resource: Resource, key: string, rules: RulePlace['rules']): readonly RulePlace[] {
  return listAt(resource.spec, key).map((_, index) => rulePlace(`${key}[${String(index)}]`, rules));
}

function rulePlace(path: string, rules: RulePlace['rules']): RulePlace {
  return { path, rule: path, rules };
}

function rulesWith(resource: Resource, key: string, matchKey: string, rules: RulePlace['rules']): readonly RulePlace[] {
  return listAt(resource.spec, key).flatMap((value, index) => {
    const rule = `${key}[${String(index)}]`;
    const matches = listAt(value, matchKey);
    if (matches.length === 0) return rulePlace(rule, rules);
    return matches.map((_, match) => ({ path: `${rule}.${matchKey}[${String(match)}]`, rule, rules }));
  });
}
