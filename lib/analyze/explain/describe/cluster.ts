import type { Cluster, ClusterRow, ExplainedObject } from '../../../model/index.ts';
import { clusterRow } from '../../rows/index.ts';
import { clusterRivals } from '../rivals/other-rivals.ts';
import { listRivals } from '../rivals/rivals.ts';
import { selectorOf } from '../scene.ts';
import type { Scene, Target, TargetOf } from '../scene.ts';
import { clusterSteps } from '../steps/destination-steps.ts';
import { originSteps } from '../steps/steps.ts';
import { counted, listed, notListed } from '../words/count.ts';
import { makerWords } from '../words/resource-words.ts';

function useSentences(scene: Scene, name: string): readonly string[] {
  const { routes, mirrors, chains } = scene.usersOf(name);
  const say = (targets: readonly Target[], noun: string, verb: string): readonly string[] =>
    targets.length === 0
      ? []
      : [`${counted(targets.length, noun)} ${verb} it: ${listed([...new Set(targets.map(selectorOf))])}.`];
  const said = [
    ...say(routes, 'route', routes.length === 1 ? 'sends to' : 'send to'),
    ...say(mirrors, 'route', mirrors.length === 1 ? 'mirrors to' : 'mirror to'),
    ...say(chains, 'filter chain', chains.length === 1 ? 'sends to' : 'send to'),
  ];
  const whole = scene.has('routes') && scene.has('listeners');
  if (said.length > 0) return said;
  return [whole ? 'No route or filter chain of the input names it.' : 'What uses it cannot be told from this input.'];
}

function endpointSentence({ endpoints, type }: ClusterRow): string {
  if (endpoints === null && type === 'ORIGINAL_DST') {
    return 'It has no list of endpoints: each connection goes on to its original destination (ORIGINAL_DST).';
  }
  if (endpoints === null) return `Its endpoints are not in the input (${type}).`;
  if (endpoints.total === 0) return `It has no endpoints (${type}).`;
  const from = { eds: 'EDS', clusters: 'the /clusters answer', static: 'its own configuration' }[endpoints.from];
  return `It has ${counted(endpoints.total, 'endpoint')}, ${String(endpoints.healthy)} of them healthy, by ${from} (${type}).`;
}

function nameSentence({ name, parts }: ClusterRow): string {
  if (parts === null) return `Cluster ${name}.`;
  const { direction, port, subset, host } = parts;
  const of = host === '' ? '' : ` of ${host}`;
  return `Cluster for ${direction} traffic to port ${String(port)}${of}${subset === '' ? '' : `, subset ${subset}`}.`;
}

/** A warming cluster serves nothing; an older one of its name does until it is ready (envoy-semantics.md 6). */
function stateSentence({ clusters }: Scene, cluster: Cluster): readonly string[] {
  if (cluster.state !== 'warming') return [];
  const serving = clusters.get(cluster.name)?.some(({ state }) => state === 'active' || state === 'static') === true;
  return [
    serving
      ? 'It is warming: until it is ready, the active cluster of its name serves.'
      : 'It is warming: until it is ready, requests to it are answered as if it did not exist.',
  ];
}

export function describeCluster(scene: Scene, target: TargetOf<'cluster'>): ExplainedObject {
  const { cluster } = target;
  const { view } = scene;
  const source = view.sourceOf(cluster.id);
  const row = clusterRow(view, scene.endpoints, cluster);
  const { listed: competes, more } = listRivals(clusterRivals(scene, target));
  return {
    kind: 'cluster',
    selector: selectorOf(target),
    what: [
      nameSentence(row),
      endpointSentence(row),
      ...stateSentence(scene, cluster),
      ...(row.destinationRule === null ? [] : [`To it applies ${makerWords(row.destinationRule)}.`]),
      ...useSentences(scene, cluster.name),
      ...notListed(more, 'more cluster', 'of the same host'),
    ],
    source,
    path: source.status === 'attributed' ? clusterSteps(scene, cluster.name, '') : originSteps(source, []),
    competes,
    raw: row,
  };
}
