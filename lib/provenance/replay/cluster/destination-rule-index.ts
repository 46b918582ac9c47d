/** Which DestinationRules a client gets for a host (Istio pilot/pkg/model/push_context.go, destination_rule.go; reference 5.3). */
import { destinationRuleSpecOf, type DestinationRuleSpec, type Resource } from '../../../resources/index.ts';
import { compareCreation } from '../creation-order.ts';
import { compareSpecific, isSubsetOf } from '../host-names.ts';
import type { GenerationProfile } from '../profile.ts';
import { resolveHost } from '../resolve-names.ts';
import { selects, type RegistryService } from '../services.ts';

/** Mesh root namespace; its default, because the mesh configuration is not in the input. */
const ROOT_NAMESPACE = 'istio-system';

export interface LoadedRule {
  readonly resource: Resource;
  readonly spec: DestinationRuleSpec;
  readonly host: string;
}

/** Rules merged for one host, oldest first: the first gives the metadata, a subset belongs to the first that names it. */
export type MergedRules = readonly [LoadedRule, ...LoadedRule[]];

export interface DestinationRuleIndex {
  readonly lookUp: (service: RegistryService) => MergedRules | undefined;
}

export interface DestinationRuleClient {
  readonly namespace: string;
  readonly labels: ReadonlyMap<string, string>;
  readonly domain: string;
  readonly profile: GenerationProfile;
}

export function indexDestinationRules(
  resources: readonly Resource[],
  client: DestinationRuleClient,
): DestinationRuleIndex {
  const compare = compareCreation(client.profile.tieBreak);
  const byNamespace = new Map<string, LoadedRule[]>();
  for (const rule of resources
    .map((resource) => loadRule(resource, client.domain))
    .sort((a, b) => compare(keyOf(a), keyOf(b)))) {
    const { namespace } = rule.resource.ref;
    const list = byNamespace.get(namespace);
    if (list === undefined) byNamespace.set(namespace, [rule]);
    else list.push(rule);
  }
  const rulesOf = (namespace: string): readonly LoadedRule[] => byNamespace.get(namespace) ?? [];
  return {
    lookUp: (service) => {
      const { namespace } = client;
      // A client in the root namespace only sees the rules there that are private to it: the others are for everybody.
      const own = namespace === ROOT_NAMESPACE ? rulesOf(namespace).filter(isPrivate) : rulesOf(namespace);
      return (
        mostSpecific(own, service.host, client) ??
        mostSpecific(exported(rulesOf(service.namespace), namespace), service.host, client) ??
        mostSpecific(exported(rulesOf(ROOT_NAMESPACE), namespace), service.host, client)
      );
    },
  };
}

function keyOf({ resource }: LoadedRule): { created: number | null; name: string; namespace: string } {
  return { created: resource.created, name: resource.ref.name, namespace: resource.ref.namespace };
}

function loadRule(resource: Resource, domain: string): LoadedRule {
  const spec = destinationRuleSpecOf(resource);
  return { resource, spec, host: resolveHost(spec.host, resource.ref.namespace, domain) };
}

function isPrivate({ resource, spec }: LoadedRule): boolean {
  return spec.exportTo.length > 0 && spec.exportTo.every((scope) => scope === '.' || scope === resource.ref.namespace);
}

function exported(rules: readonly LoadedRule[], namespace: string): readonly LoadedRule[] {
  return rules.filter(({ resource, spec }) => {
    if (spec.exportTo.length === 0) return true;
    return spec.exportTo.some(
      (scope) => scope === '*' || (scope === '.' ? resource.ref.namespace : scope) === namespace,
    );
  });
}

/** The rules of the most specific host that covers `host`; those with a workload selector apply first where they fit. */
function mostSpecific(
  rules: readonly LoadedRule[],
  host: string,
  client: DestinationRuleClient,
): MergedRules | undefined {
  const fitting = rules.filter((rule) => isSubsetOf(host, rule.host));
  const [best] = [...new Set(fitting.map((rule) => rule.host))].sort(compareSpecific);
  const ofHost = fitting.filter((rule) => rule.host === best);
  const selected = ofHost.filter(
    ({ spec }) => spec.workloadSelector !== undefined && selects(spec.workloadSelector, client.labels),
  );
  const general = ofHost.filter(({ spec }) => spec.workloadSelector === undefined);
  const [first, ...rest] = selected.length > 0 ? selected : general;
  return first === undefined ? undefined : [first, ...rest.filter((rule) => sameExport(rule, first))];
}

/** Rules that are exported differently are not merged. */
function sameExport(a: LoadedRule, b: LoadedRule): boolean {
  const textOf = ({ spec }: LoadedRule): string => [...spec.exportTo].sort().join(' ');
  return textOf(a) === textOf(b);
}
