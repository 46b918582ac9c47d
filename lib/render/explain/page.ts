import type { ExplainedObject } from '../../model/index.ts';
import { under } from '../page/index.ts';
import type { Page } from '../page/index.ts';
import { evidenceWords, ruleEntries, sourceWords } from '../phrase/index.ts';
import { rawFacts } from '../sheet/index.ts';

const KIND_TITLES = {
  route: 'Route',
  virtualHost: 'Virtual host',
  routeConfig: 'Route configuration',
  cluster: 'Cluster',
  listener: 'Listener',
  filterChain: 'Filter chain',
  resource: 'Resource',
} as const satisfies Record<ExplainedObject['kind'], string>;

/** What a person asks of one object, in the order of asking: what, who, why so sure, on which way, what else, in full. */
export function pageOf(object: ExplainedObject): Page {
  const { source } = object;
  const made =
    source === null
      ? []
      : [
          ...under('SOURCE', [sourceWords(source, true)]),
          ...under('EVIDENCE', source.evidence.map(evidenceWords)),
          ...under('CONFIDENCE', [source.confidence]),
        ];
  const path = object.path.map((step) => (step.detail === '' ? step.label : `${step.label}: ${step.detail}`));
  return {
    title: KIND_TITLES[object.kind],
    selector: object.selector,
    sentences: object.what,
    places: [
      ...(source === null || source.location === null ? [] : [source.location]),
      ...(object.rules ?? []).map(({ location }) => location),
    ],
    entries: [
      ...made,
      ...under('PATH', path),
      ...under(
        'COMPETES',
        object.competes.map((other) => `${other.selector}: ${other.why}`),
      ),
      ...ruleEntries(object.rules ?? []),
      ...rawFacts(object.raw),
    ],
  };
}
