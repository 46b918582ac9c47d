import type { ExplainedObject, VirtualHost } from '../../../model/index.ts';
import { virtualHostRow } from '../../rows/index.ts';
import { hostRivals } from '../rivals/host-rivals.ts';
import { listRivals } from '../rivals/rivals.ts';
import { selectorOf } from '../scene.ts';
import type { Scene, TargetOf } from '../scene.ts';
import { originSteps } from '../steps/steps.ts';
import { counted, listed, notListed } from '../words/count.ts';
import { domainWords, portWords, tlsSentence } from '../words/place-words.ts';
import { makerWords } from '../words/resource-words.ts';

function answers(host: VirtualHost): string {
  if (host.matcher !== undefined) return 'It routes by a matcher tree, which this version does not know.';
  if (host.incomplete === true) {
    const known =
      host.routes.length === 0 ? 'None of its routes' : `Only ${counted(host.routes.length, 'route')} of it`;
    return `${known} could be read: what the others take is not known.`;
  }
  if (host.routes.length > 0) {
    return `It tries ${counted(host.routes.length, 'route')} in order; what none of them takes is answered 404.`;
  }
  return host.requireTls === 'ALL'
    ? 'It has no routes: over https it answers 404.'
    : 'It has no routes: it answers 404 to everything else.';
}

function makers({ view }: Scene, host: VirtualHost): readonly string[] {
  const names = new Set(host.routes.map(({ id }) => makerWords(view.sourceOf(id))));
  return names.size === 0 ? [] : [`Its routes come from ${listed([...names])}.`];
}

export function describeVirtualHost(scene: Scene, target: TargetOf<'virtualHost'>): ExplainedObject {
  const { config, host } = target;
  const { view } = scene;
  const source = view.sourceOf(host.id);
  const { listed: competes, more } = listRivals(hostRivals(scene, target));
  return {
    kind: 'virtualHost',
    selector: selectorOf(target),
    what: [
      `Virtual host of route configuration ${config.label}, ${portWords(scene, config)}: requests for ${domainWords(host)}.`,
      ...tlsSentence(host),
      answers(host),
      ...makers(scene, host),
      ...notListed(more, 'more virtual host', 'whose domains overlap'),
    ],
    source,
    path: originSteps(source, view.useOf(config.id).ports),
    competes,
    raw: virtualHostRow(view, config, host),
  };
}
