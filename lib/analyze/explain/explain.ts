import type { ExplainResult, ExplainedObject, Snapshot } from '../../model/index.ts';
import type { Provenance } from '../../provenance/index.ts';
import { proxySummary } from '../rows/index.ts';
import { describeGiven } from './describe/given.ts';
import { describeResource } from './describe/resource.ts';
import { describe } from './describe/describe.ts';
import { find } from './find/find.ts';
import type { ResourceFound } from './find/find-resource.ts';
import { nearestNames } from './find/nearest.ts';
import { explainHost, hostSelectorText } from './for-host.ts';
import type { HostSelector } from './for-host.ts';
import { sceneOf } from './scene.ts';
import type { Scene } from './scene.ts';

/** The resource itself, then what it made, may have made, or shapes. What is only attached through it is counted. */
function resourceObjects(scene: Scene, found: ResourceFound): readonly ExplainedObject[] {
  const shown = found.traces.filter(({ relation }) => relation !== 'gateway');
  return [
    describeGiven(scene, describeResource(scene, found), found.ref),
    ...shown.map(({ target }) => describe(scene, target)),
  ];
}

function named(scene: Scene, text: string): readonly ExplainedObject[] {
  const { targets, resources } = find(scene, text);
  return [
    ...targets.map((target) => describe(scene, target)),
    ...resources.flatMap((found) => resourceObjects(scene, found)),
  ];
}

/**
 * One object in full: what it is, who made it, what competes with it.
 *
 * `selector` is `CONFIG/VHOST/INDEX`, `CONFIG/VHOST`, a route configuration, a cluster, a listener (its name, `ADDR:PORT`
 * or `:PORT`), a filter chain `LISTENER#INDEX`, or a resource `[KIND/]NAMESPACE/NAME`; or a host with a path and a port.
 * All objects that bear the name are explained. When none does, `objects` is empty and `nearest` names similar ones.
 */
export function explain(snapshot: Snapshot, provenance: Provenance, selector: string | HostSelector): ExplainResult {
  const scene = sceneOf(snapshot, provenance);
  const text = typeof selector === 'string' ? selector : hostSelectorText(selector);
  const objects = typeof selector === 'string' ? named(scene, selector) : explainHost(scene, selector);
  return {
    proxy: proxySummary(scene.view),
    gaps: snapshot.gaps,
    selector: text,
    objects,
    nearest: objects.length > 0 ? [] : nearestNames(scene, typeof selector === 'string' ? selector : selector.host),
  };
}
