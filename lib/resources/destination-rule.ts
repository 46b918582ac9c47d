/** DestinationRule, the part that names clusters. */
import { fieldOf, listAt, recordOf, textAt, textMapOf, textsAt } from '../base/plain.ts';
import type { Resource } from './resource.ts';

export interface DestinationRuleSpec {
  readonly host: string;
  readonly subsets: readonly { readonly name: string; readonly labels: ReadonlyMap<string, string> }[];
  readonly hasTrafficPolicy: boolean;
  readonly exportTo: readonly string[];
  /** workloadSelector.matchLabels; undefined when the rule applies to every client. */
  readonly workloadSelector: ReadonlyMap<string, string> | undefined;
}

export function destinationRuleSpecOf(resource: Resource): DestinationRuleSpec {
  const { spec } = resource;
  const selector = recordOf(fieldOf(spec, 'workloadSelector'));
  return {
    host: textAt(spec, 'host') ?? '',
    subsets: listAt(spec, 'subsets').map((subset) => ({
      name: textAt(subset, 'name') ?? '',
      labels: textMapOf(fieldOf(subset, 'labels')),
    })),
    hasTrafficPolicy: recordOf(fieldOf(spec, 'trafficPolicy')) !== undefined,
    exportTo: textsAt(spec, 'exportTo'),
    workloadSelector: selector === undefined ? undefined : textMapOf(fieldOf(selector, 'matchLabels')),
  };
}
