/** What the files given add to a Kubernetes object: where it is, and what each of its rules became. */
import type { ExplainedObject, ResourceRef } from '../../../model/index.ts';
import { RuleRows, ruleSentences } from '../../rows/index.ts';
import type { Scene } from '../scene.ts';

export function describeGiven(scene: Scene, object: ExplainedObject, ref: ResourceRef): ExplainedObject {
  const { snapshot, provenance } = scene.view;
  if (provenance.given.kind !== 'compared') return object;
  const { comparison } = provenance.given;
  const resource = comparison.resourceOf(ref);
  if (resource === undefined) {
    return { ...object, what: [...object.what, 'It is not among the resources given.'] };
  }
  const { file, line } = resource.location;
  const rules = new RuleRows(snapshot, comparison).of(resource);
  const what = [...object.what, `It is given in ${file}:${String(line)}.`];
  return rules.length === 0
    ? { ...object, what }
    : { ...object, what: [...what, ...ruleSentences(ref.kind, rules)], rules };
}
