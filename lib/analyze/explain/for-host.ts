/** `--host` with `--path`: which virtual host answers on each port, and which of its routes that path may take. */
import type { ExplainedObject, RouteConfiguration, VirtualHost } from '../../model/index.ts';
import { chooseVirtualHost, isIncomplete, isReachedBy, pathVerdict, routeConfigsInOrder } from '../rows/index.ts';
import type { HostChoice } from '../rows/index.ts';
import { describe } from './describe/describe.ts';
import type { Scene, TargetOf } from './scene.ts';
import { selectorOf } from './scene.ts';
import { conditionsOf, furtherWords } from './words/conditions.ts';
import { counted } from './words/count.ts';

/** `host` as a client sends it; `port` bound or declared. */
export interface HostSelector {
  readonly host: string;
  readonly path?: string;
  readonly port?: number;
}

/** The words of the command line that ask the same. */
export function hostSelectorText({ host, path, port }: HostSelector): string {
  const parts = [
    `--host ${host}`,
    path === undefined ? '' : `--path ${path}`,
    port === undefined ? '' : `--port ${String(port)}`,
  ];
  return parts.filter((part) => part !== '').join(' ');
}

interface Candidate {
  readonly target: TargetOf<'route'>;
  readonly words: string;
  /** Proved to take every request for the path: what comes after it gets none. */
  readonly final: boolean;
}

function candidatesOf(target: TargetOf<'virtualHost'>, path: string): readonly Candidate[] {
  return target.host.routes.flatMap((route) => {
    const verdict = pathVerdict(route.match, path, target.config.ignorePathParameters);
    if (verdict === 'no') return [];
    const conditions = conditionsOf(route.match);
    const final = verdict === 'yes' && conditions.length === 0;
    const fits = verdict === 'yes' ? `The path ${path} fits` : `The path ${path} may fit (the pattern was not run)`;
    return [
      { target: { ...target, kind: 'route' as const, route }, words: `${fits}${furtherWords(conditions)}.`, final },
    ];
  });
}

function choiceSentence(host: string, { chosen, losers }: HostChoice): string {
  const others = losers.length === 0 ? '' : `; ${counted(losers.length, 'less specific domain')} would fit as well`;
  return `For the host ${host} Envoy chooses it, by its domain ${chosen?.domain ?? ''}${others}.`;
}

function hostObject(scene: Scene, target: TargetOf<'virtualHost'>, choice: HostChoice, host: string): ExplainedObject {
  const object = describe(scene, target);
  const losers = choice.losers
    .filter(({ virtualHost }) => virtualHost !== target.host)
    .map(({ virtualHost, domain }) => ({
      selector: selectorOf({ ...target, host: virtualHost }),
      why: `its domain ${domain} fits ${host} too, but is less specific`,
    }));
  return { ...object, what: [choiceSentence(host, choice), ...object.what], competes: losers };
}

function routeObjects(scene: Scene, candidates: readonly Candidate[]): readonly ExplainedObject[] {
  const end = candidates.findIndex(({ final }) => final);
  const shown = end === -1 ? candidates : candidates.slice(0, end + 1);
  const after = candidates.length - shown.length;
  return shown.map(({ target, words, final }) => {
    const object = describe(scene, target);
    const last =
      final && after > 0
        ? [
            `Whatever reaches it, it takes; never reached with this path: ${counted(after, 'later route')} that may fit it.`,
          ]
        : [];
    return { ...object, what: [words, ...last, ...object.what] };
  });
}

/** No route fits: the virtual host's own answer, said where a person looks for it. */
function emptySentence(host: VirtualHost, path: string): string {
  if (isIncomplete(host))
    return `None of the routes that could be read takes the path ${path}; the others are not known.`;
  return `None of its routes can take the path ${path}: it is answered 404.`;
}

function inConfig(scene: Scene, config: RouteConfiguration, selector: HostSelector): readonly ExplainedObject[] {
  const { host, path, port } = selector;
  const choice = chooseVirtualHost(config, host);
  const chosen = choice.chosen?.virtualHost ?? null;
  if (chosen === null && choice.byHeader === null) return [];
  if (port !== undefined && !isReachedBy(port, scene.view.useOf(config.id).ports, config, chosen)) return [];
  if (choice.byHeader !== null) return [byHeader(scene, config, choice.byHeader)];
  if (chosen === null) return [];
  const target = { kind: 'virtualHost', config, host: chosen } as const;
  const object = hostObject(scene, target, choice, host);
  if (path === undefined) return [object];
  const candidates = candidatesOf(target, path);
  const silent = candidates.length === 0 && chosen.routes.length > 0 && chosen.matcher === undefined;
  return [
    silent ? { ...object, what: [...object.what, emptySentence(chosen, path)] } : object,
    ...routeObjects(scene, candidates),
  ];
}

function byHeader(scene: Scene, config: RouteConfiguration, header: string): ExplainedObject {
  const object = describe(scene, { kind: 'routeConfig', config });
  const sentence = `It chooses the virtual host by the header ${header}, so the host alone does not tell which.`;
  return { ...object, what: [sentence, ...object.what] };
}

/** In the order of ports: the chosen virtual host of each route configuration, then its candidates in Envoy's order. */
export function explainHost(scene: Scene, selector: HostSelector): readonly ExplainedObject[] {
  return routeConfigsInOrder(scene.view).flatMap((config) => inConfig(scene, config, selector));
}
