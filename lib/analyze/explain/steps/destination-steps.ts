/** Where a request goes: the Service or host of each cluster, and the DestinationRule that shapes it. */
import type { ClusterSpecifier, MirrorPolicy, ResourceRef } from '../../../model/index.ts';
import { parseClusterName } from '../../../provenance/index.ts';
import type { Scene } from '../scene.ts';
import { shareWords } from '../words/cluster-words.ts';
import { resourceWords } from '../words/resource-words.ts';
import type { Step } from './steps.ts';

/** Kinds that a request goes to; a subset's maker is a DestinationRule, which shapes it. */
const DESTINATION_KINDS: ReadonlySet<string> = new Set(['Service', 'ServiceEntry']);

/** A subset is of the same Service as the whole port, whose cluster Istio always makes with it. */
function serviceOf(scene: Scene, name: string): ResourceRef | null {
  const parts = parseClusterName(name);
  const whole = parts === null ? name : `${parts.direction}|${String(parts.port)}||${parts.host}`;
  for (const one of [name, whole]) {
    const cluster = scene.clusters.get(one)?.[0];
    const resource = cluster === undefined ? null : scene.view.sourceOf(cluster.id).resource;
    if (resource !== null && DESTINATION_KINDS.has(resource.kind)) return resource;
  }
  return null;
}

function destinationLabel(scene: Scene, name: string): string {
  const service = serviceOf(scene, name);
  if (service !== null) return resourceWords(service);
  const parts = parseClusterName(name);
  return parts === null || parts.host === '' ? `cluster ${name}` : `host ${parts.host}`;
}

function missing({ has }: Scene): string {
  return has('clusters') ? 'no such cluster in the input' : 'the input has no clusters';
}

function portWords(name: string): string {
  const parts = parseClusterName(name);
  if (parts === null) return '';
  return `port ${String(parts.port)}${parts.subset === '' ? '' : `, subset ${parts.subset}`}`;
}

function subsetWords(name: string): string {
  const subset = parseClusterName(name)?.subset ?? '';
  return subset === '' ? 'this host' : `subset ${subset}`;
}

/** Steps of one cluster; `how` is its share of the requests or its role. */
export function clusterSteps(scene: Scene, name: string, how: string): readonly Step[] {
  const cluster = scene.clusters.get(name)?.[0];
  const words = (...parts: readonly string[]): string => parts.filter((part) => part !== '').join(', ');
  if (cluster === undefined) {
    return [{ label: destinationLabel(scene, name), detail: words(portWords(name), how, missing(scene)) }];
  }
  const step = { label: destinationLabel(scene, name), detail: words(portWords(name), how) };
  const rule = scene.view.destinationRuleOf(cluster.id);
  const refs = rule === null ? [] : rule.resource === null ? rule.candidates : [rule.resource];
  const detail = words(refs.length > 1 ? 'one of several' : '', rule?.path ?? `applies to ${subsetWords(name)}`);
  return [step, ...refs.map((ref) => ({ label: resourceWords(ref), detail }))];
}

/** Steps of all clusters that a route or a TCP proxy names, mirrors last. */
export function destinationSteps(
  scene: Scene,
  specifier: ClusterSpecifier,
  mirrors: readonly MirrorPolicy[] = [],
): readonly Step[] {
  const mirrored = mirrors.flatMap(({ cluster }) => clusterSteps(scene, cluster, 'mirrored'));
  return [...ofSpecifier(scene, specifier), ...mirrored];
}

function ofSpecifier(scene: Scene, specifier: ClusterSpecifier): readonly Step[] {
  switch (specifier.kind) {
    case 'cluster':
      return clusterSteps(scene, specifier.name, '');
    case 'weighted': {
      const total = specifier.clusters.reduce((sum, { weight }) => sum + weight, 0);
      return specifier.clusters.flatMap(({ name, clusterHeader, weight }) => {
        const share = shareWords(weight, total);
        if (name !== undefined) return clusterSteps(scene, name, share);
        return [{ label: `cluster named by header ${clusterHeader ?? ''}`, detail: share }];
      });
    }
    case 'clusterHeader':
      return [{ label: `cluster named by header ${specifier.header}`, detail: 'the request decides' }];
    case 'plugin':
      return [{ label: `cluster chosen by ${specifier.name}`, detail: 'an extension decides' }];
    case 'unsupported':
      return [{ label: `cluster chosen by ${specifier.field}`, detail: 'not understood' }];
  }
}
