import type { ExplainedObject } from '../../model/index.ts';
import { evidenceWords, sourceWords } from '../phrase/index.ts';
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

/** One entry of a page: a label (empty where it repeats the one above) and its text, not yet escaped. */
export type Entry = readonly [label: string, text: string];

/** A page on one object, in words: text and Markdown draw the same. */
export interface Page {
  readonly title: string;
  readonly selector: string;
  readonly sentences: readonly string[];
  readonly entries: readonly Entry[];
}

/** Texts under one label, which is said once. */
function under(label: string, texts: readonly string[]): readonly Entry[] {
  return texts.map((text, at) => [at === 0 ? label : '', text] as const);
}

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
    entries: [
      ...made,
      ...under('PATH', path),
      ...under(
        'COMPETES',
        object.competes.map((other) => `${other.selector}: ${other.why}`),
      ),
      ...rawFacts(object.raw),
    ],
  };
}
