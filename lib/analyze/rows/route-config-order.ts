import { sortedBy } from '../../base/index.ts';
import type { RouteConfiguration } from '../../model/index.ts';
import type { View } from './view.ts';

/** By lowest bound port, those that no listener uses last; equals in the snapshot's order, which is by port and name. */
export function routeConfigsInOrder(view: View): readonly RouteConfiguration[] {
  return sortedBy(view.snapshot.routeConfigs, ({ id }) => [view.useOf(id).ports[0] ?? Number.POSITIVE_INFINITY]);
}
