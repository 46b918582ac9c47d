/** EnvoyFilter's configPatches, typed (networking/v1alpha3/envoy_filter.proto). */
import { fieldOf, listAt, numberAt, recordOf, textAt, textMapOf, type PlainRecord } from '../../../base/plain.ts';
import type { Resource, ResourceSet } from '../../../resources/index.ts';
import type { Place } from '../effective.ts';
import { selects } from '../services.ts';
import type { ReplayTarget } from '../target.ts';

export interface FilterPatch {
  readonly place: Place;
  readonly applyTo: string;
  readonly operation: string;
  /** `patch.value.name`: the name of what ADD and INSERT bring. */
  readonly valueName: string | undefined;
  readonly value: PlainRecord | undefined;
  readonly match: PlainRecord | undefined;
}

/** Namespace whose EnvoyFilters apply everywhere. The mesh's root namespace is not in a dump; this is its default. */
const ROOT_NAMESPACE = 'istio-system';

/** All patches that apply to this proxy: workload selector, namespace, context and proxy version fit. */
export function patchesFor(
  resources: ResourceSet,
  target: ReplayTarget,
  proxyVersion: string | null,
): readonly FilterPatch[] {
  return resources
    .ofKind('EnvoyFilter')
    .filter((resource) => appliesTo(resource, target))
    .flatMap((resource) =>
      listAt(resource.spec, 'configPatches').flatMap((patch, index) => {
        const match = recordOf(fieldOf(patch, 'match'));
        if (!contextFits(textAt(match, 'context') ?? 'ANY', target.type) || !versionFits(match, proxyVersion))
          return [];
        const change = fieldOf(patch, 'patch');
        const value = recordOf(fieldOf(change, 'value'));
        return {
          place: { resource, path: `configPatches[${String(index)}]` },
          applyTo: textAt(patch, 'applyTo') ?? '',
          operation: textAt(change, 'operation') ?? '',
          valueName: textAt(value, 'name'),
          value,
          match,
        };
      }),
    );
}

function appliesTo(resource: Resource, target: ReplayTarget): boolean {
  const { namespace } = resource.ref;
  if (namespace !== ROOT_NAMESPACE && namespace !== target.namespace) return false;
  const selector = textMapOf(fieldOf(fieldOf(resource.spec, 'workloadSelector'), 'labels'));
  return selects(selector, target.labels);
}

function contextFits(context: string, type: ReplayTarget['type']): boolean {
  if (context === 'ANY') return true;
  return type === 'router' ? context === 'GATEWAY' : context.startsWith('SIDECAR');
}

function versionFits(match: PlainRecord | undefined, version: string | null): boolean {
  const pattern = textAt(fieldOf(match, 'proxy'), 'proxyVersion');
  if (pattern === undefined || version === null) return true;
  // Go and JavaScript agree on what people write here (^1\.20.*); what does not compile is taken to fit.
  try {
    return new RegExp(pattern).test(version);
  } catch {
    return true;
  }
}

export function matchText(match: PlainRecord | undefined, ...path: readonly string[]): string | undefined {
  const value = path.slice(0, -1).reduce<unknown>((at, key) => fieldOf(at, key), match);
  return textAt(value, path.at(-1) ?? '');
}

export function matchNumber(match: PlainRecord | undefined, ...path: readonly string[]): number | undefined {
  const value = path.slice(0, -1).reduce<unknown>((at, key) => fieldOf(at, key), match);
  return numberAt(value, path.at(-1) ?? '');
}
