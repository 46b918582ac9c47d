import type { ExplainedObject, RouteConfiguration } from '../../../model/index.ts';
import { routeConfigRow } from '../../rows/index.ts';
import { routeConfigRivals } from '../rivals/other-rivals.ts';
import { listRivals } from '../rivals/rivals.ts';
import { selectorOf } from '../scene.ts';
import type { Scene, TargetOf } from '../scene.ts';
import { originSteps } from '../steps/steps.ts';
import { counted, listed, notListed } from '../words/count.ts';
import { portWords } from '../words/place-words.ts';

const GIVEN = {
  dynamic: 'It was delivered by istiod (RDS).',
  static: 'It is part of the bootstrap or of a listener.',
  inline: 'It is written inside a listener.',
} as const satisfies Record<NonNullable<RouteConfiguration['via']>, string>;

export function describeRouteConfig(scene: Scene, target: TargetOf<'routeConfig'>): ExplainedObject {
  const { config } = target;
  const { view } = scene;
  const source = view.sourceOf(config.id);
  const row = routeConfigRow(view, config);
  const named = config.name === '' ? 'Envoy has no name for it; this one is made from its content.' : '';
  const { listed: competes, more } = listRivals(routeConfigRivals(scene, target));
  return {
    kind: 'routeConfig',
    selector: selectorOf(target),
    what: [
      `Route configuration, ${portWords(scene, config)}: ${counted(row.virtualHosts, 'virtual host')} with ${counted(row.routes, 'route')}.`,
      ...(row.listeners.length === 0 ? [] : [`Listeners that use it: ${listed(row.listeners)}.`]),
      ...(config.via === null ? [] : [GIVEN[config.via]]),
      ...(named === '' ? [] : [named]),
      ...notListed(more, 'more route configuration', 'on its ports'),
    ],
    source,
    path: originSteps(source, row.ports),
    competes,
    raw: row,
  };
}
