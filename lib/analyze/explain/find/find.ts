/** Everything that a SELECTOR names. Names of different kinds may coincide (`inbound|8080||`): then all are meant. */
import { parseResourceSelector } from '../../rows/index.ts';
import type { Scene, Target } from '../scene.ts';
import { findListeners } from './find-listeners.ts';
import { findResources } from './find-resource.ts';
import type { ResourceFound } from './find-resource.ts';
import { findRoutes } from './find-routes.ts';

export interface Found {
  readonly targets: readonly Target[];
  readonly resources: readonly ResourceFound[];
}

export function find(scene: Scene, text: string): Found {
  const { snapshot } = scene.view;
  const clusters = (scene.clusters.get(text) ?? []).map((cluster): Target => ({ kind: 'cluster', cluster }));
  const targets = [...findRoutes(snapshot, text), ...clusters, ...findListeners(snapshot, text)];
  const selector = parseResourceSelector(text);
  return { targets, resources: selector === null ? [] : findResources(scene, selector) };
}
