import type { ExplainedObject, ForwardAction, Route } from '../../../model/index.ts';
import { reachOfRoute, routeRow } from '../../rows/index.ts';
import { listRivals } from '../rivals/rivals.ts';
import { routeRivals, shadowOf } from '../rivals/route-rivals.ts';
import { twins } from '../rivals/twins.ts';
import { selectorOf } from '../scene.ts';
import type { Scene, TargetOf } from '../scene.ts';
import { destinationSteps } from '../steps/destination-steps.ts';
import { originSteps } from '../steps/steps.ts';
import type { Step } from '../steps/steps.ts';
import { actionSentence } from '../words/action-words.ts';
import { conditionsOf, furtherWords } from '../words/conditions.ts';
import { counted, listed, notListed } from '../words/count.ts';
import { pathWords } from '../words/path-words.ts';
import { domainWords, portWords, tlsSentence } from '../words/place-words.ts';

/** What Envoy answers when the cluster is missing (reference/envoy-semantics.md 5). */
const MISSING_STATUS: ReadonlyMap<string, string> = new Map([
  ['NOT_FOUND', '404'],
  ['INTERNAL_SERVER_ERROR', '500'],
]);

function missingClusters(scene: Scene, target: TargetOf<'route'>): readonly string[] {
  if (!scene.has('clusters') || target.route.action.kind !== 'forward') return [];
  const { names } = reachOfRoute(target.config, target.host, target.route);
  const missing = names.filter((name) => !scene.clusters.has(name));
  if (missing.length === 0) return [];
  const status = MISSING_STATUS.get(target.route.action.clusterNotFoundResponseCode ?? '') ?? '503';
  return [
    `The input holds no cluster ${listed(missing)}; if the proxy has none either, it answers ${status} to what goes there.`,
  ];
}

function matchSentence(target: TargetOf<'route'>): string {
  const further = furtherWords(conditionsOf(target.route.match));
  return `It takes requests for ${domainWords(target.host)} ${pathWords(target.route.match.path)}${further}.`;
}

function shadowSentence(target: TargetOf<'route'>): readonly string[] {
  const shadow = shadowOf(target);
  if (shadow === null) return [];
  return [
    `No request comes this far: route ${String(shadow.index)} is tried before it and takes all that it could take.`,
  ];
}

function whatOf(scene: Scene, target: TargetOf<'route'>, more: number): readonly string[] {
  const { config, host, route } = target;
  const of = counted(host.routes.length, 'route');
  return [
    `Route ${String(route.index)}, counted from 0, of the ${of} of virtual host ${host.name} in route configuration ${config.label}, ${portWords(scene, config)}.`,
    matchSentence(target),
    actionSentence(route.action),
    ...tlsSentence(host),
    ...shadowSentence(target),
    ...missingClusters(scene, target),
    ...notListed(more, 'more route', 'of this virtual host that compete with it'),
  ];
}

function forwardSteps(scene: Scene, target: TargetOf<'route'>, action: ForwardAction): readonly Step[] {
  const mirrors = action.mirrors ?? target.host.mirrors ?? target.config.mirrors;
  return destinationSteps(scene, action.cluster, mirrors);
}

function stepsOf(scene: Scene, target: TargetOf<'route'>): readonly Step[] {
  const { view } = scene;
  const { action, id }: Route = target.route;
  const source = view.sourceOf(id);
  const gateways = source.gateways.length > 0 ? source.gateways : view.sourceOf(target.host.id).gateways;
  return [
    ...originSteps(source, view.useOf(target.config.id).ports, gateways),
    ...(action.kind === 'forward' ? forwardSteps(scene, target, action) : []),
  ];
}

export function describeRoute(scene: Scene, target: TargetOf<'route'>): ExplainedObject {
  const { listed: competes, more } = listRivals([...routeRivals(scene, target), ...twins(scene, target)]);
  return {
    kind: 'route',
    selector: selectorOf(target),
    what: whatOf(scene, target, more),
    source: scene.view.sourceOf(target.route.id),
    path: stepsOf(scene, target),
    competes,
    raw: routeRow(scene.view, target.config, target.host, target.route),
  };
}
