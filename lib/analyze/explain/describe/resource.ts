/** A Kubernetes object as this proxy shows it: what it made, in numbers. */
import type { ExplainedObject } from '../../../model/index.ts';
import type { ResourceFound, Trace } from '../find/find-resource.ts';
import { sourceOfTarget } from '../find/find-resource.ts';
import type { Scene, Target } from '../scene.ts';
import { counted, listed } from '../words/count.ts';
import { resourceSelector, resourceWords } from '../words/resource-words.ts';

const NOUNS = {
  listener: 'listener',
  filterChain: 'filter chain',
  routeConfig: 'route configuration',
  virtualHost: 'virtual host',
  route: 'route',
  cluster: 'cluster',
} as const satisfies Record<Target['kind'], string>;

const ORDER = ['listener', 'filterChain', 'routeConfig', 'virtualHost', 'route', 'cluster'] as const;

function kindCounts(traces: readonly Trace[]): string {
  const counts = ORDER.map((kind) => ({ kind, count: traces.filter(({ target }) => target.kind === kind).length }));
  return listed(
    counts.filter(({ count }) => count > 0).map(({ kind, count }) => counted(count, NOUNS[kind])),
    6,
  );
}

const SENTENCES = {
  made: (what: string) => `It made ${what} of this proxy.`,
  root: (what: string) => `It is the root that delegates ${what}.`,
  candidate: (what: string) => `It may have made ${what}: the input leaves a choice.`,
  gateway: (what: string) => `Attached through it: ${what}.`,
  applies: (what: string) => `It applies to ${what}.`,
} as const satisfies Record<Trace['relation'], (what: string) => string>;

const RELATIONS = ['made', 'root', 'candidate', 'applies', 'gateway'] as const;

function sentences(scene: Scene, traces: readonly Trace[]): readonly string[] {
  const said = RELATIONS.flatMap((relation) => {
    const some = traces.filter((trace) => trace.relation === relation);
    return some.length === 0 ? [] : [SENTENCES[relation](kindCounts(some))];
  });
  const made = traces.filter(({ relation }) => relation === 'made');
  const unsure = made.filter(({ target }) => sourceOfTarget(scene, target).confidence !== 'certain').length;
  if (traces.length === 0) return ['Nothing in this proxy comes from it.'];
  return unsure === 0 ? said : [...said, `${String(unsure)} of what it made is likely or possible, not certain.`];
}

/** `source` is null: a Kubernetes object is the end of the question. */
export function describeResource(scene: Scene, { ref, traces }: ResourceFound): ExplainedObject {
  return {
    kind: 'resource',
    selector: resourceSelector(ref) ?? resourceWords(ref),
    what: [`${resourceWords(ref)}, as far as it has left a trace in this proxy.`, ...sentences(scene, traces)],
    source: null,
    path: [],
    competes: [],
    raw: null,
  };
}
