/** Which Sidecar limits what a pod gets (Istio pilot/pkg/model/sidecar.go, push_context.go getSidecarScope). */
import { fieldOf, textMapOf } from '../../../base/plain.ts';
import type { Resource, ResourceSet } from '../../../resources/index.ts';
import { selects } from '../services.ts';
import type { ReplayTarget } from '../target.ts';

/** Mesh root namespace; its default, because the mesh configuration is not in the input. */
const ROOT_NAMESPACE = 'istio-system';

/** For a sidecar: the one that selects the pod, else its namespace's, else the mesh's; undefined when none is given. */
export function sidecarOf(resources: ResourceSet, { type, namespace, labels }: ReplayTarget): Resource | undefined {
  if (type !== 'sidecar') return undefined;
  const all = resources.ofKind('Sidecar');
  const selectorOf = ({ spec }: Resource): ReadonlyMap<string, string> =>
    textMapOf(fieldOf(fieldOf(spec, 'workloadSelector'), 'labels'));
  const own = all.filter(({ ref }) => ref.namespace === namespace);
  return (
    own.find((resource) => selectorOf(resource).size > 0 && selects(selectorOf(resource), labels)) ??
    own.find((resource) => selectorOf(resource).size === 0) ??
    all.find((resource) => resource.ref.namespace === ROOT_NAMESPACE && selectorOf(resource).size === 0)
  );
}
