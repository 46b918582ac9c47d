import type { ExplainedObject } from '../../../model/index.ts';
import type { Scene, Target } from '../scene.ts';
import { describeCluster } from './cluster.ts';
import { describeFilterChain } from './filter-chain.ts';
import { describeListener } from './listener.ts';
import { describeRouteConfig } from './route-config.ts';
import { describeRoute } from './route.ts';
import { describeVirtualHost } from './virtual-host.ts';

/** One object in full. */
export function describe(scene: Scene, target: Target): ExplainedObject {
  switch (target.kind) {
    case 'route':
      return describeRoute(scene, target);
    case 'virtualHost':
      return describeVirtualHost(scene, target);
    case 'routeConfig':
      return describeRouteConfig(scene, target);
    case 'cluster':
      return describeCluster(scene, target);
    case 'listener':
      return describeListener(scene, target);
    case 'filterChain':
      return describeFilterChain(scene, target);
  }
}
