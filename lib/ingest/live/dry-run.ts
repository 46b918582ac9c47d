/** The commands of a capture as lines for a shell, for places where whyroute may not run: what they fill is read like a bundle. */
import { podWords } from '../tree/tree.ts';
import type { PodRef } from '../tree/tree.ts';
import { workloadOf } from '../tree/workload.ts';
import { commandsOf } from './capture.ts';
import type { Commands, LiveCommand } from './command.ts';
import { resourceQuestions } from './fetch-resources.ts';
import { GATEWAY_SELECTORS } from './find-pods.ts';
import type { Wanted } from './find-pods.ts';
import type { LiveOptions } from './options.ts';
import { OWNER_KINDS, POD_KIND } from './resource-kinds.ts';

const FOLDER = 'whyroute-capture';

/** POSIX quoting; `?` and `*` would be patterns. */
function quoted(word: string): string {
  return /^[A-Za-z0-9_./:=@,+-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}

function line(command: LiveCommand, { istioctl, kubectl }: LiveOptions, into: string | null): string {
  const tool = (command.tool === 'istioctl' ? istioctl : kubectl) ?? command.tool;
  const words = [tool, ...command.args].map(quoted).join(' ');
  return into === null ? words : `${words} > ${quoted(`${FOLDER}/${into}`)}`;
}

/** How the pods are found that are not named in full. */
function lookups(commands: Commands, { targets, selector, namespace }: Wanted): LiveCommand[] {
  const selectors = selector === null ? (targets.length === 0 ? GATEWAY_SELECTORS : []) : [selector];
  const scope = namespace === null ? ({ all: true } as const) : { namespace };
  return [
    ...targets.map((target) =>
      target.type === 'gateway'
        ? commands.get(POD_KIND, {
            namespace: target.namespace,
            selector: `gateway.networking.k8s.io/gateway-name=${target.name}`,
          })
        : commands.get(target.type === null ? POD_KIND : (OWNER_KINDS[target.type] ?? ''), {
            name: target.name,
            namespace: target.namespace,
          }),
    ),
    ...selectors.map((one) => commands.get(POD_KIND, { ...scope, selector: one })),
  ];
}

/** Stands where a name is known only after a lookup. */
const PLACEHOLDER: PodRef = { namespace: 'NAMESPACE', name: 'POD', workload: null };

function podsIn({ targets, selector }: Wanted): PodRef[] {
  const named = targets.flatMap(({ type, name, namespace }) =>
    type === null && namespace !== null ? [{ namespace, name, workload: workloadOf(name) }] : [],
  );
  return named.length === targets.length && targets.length > 0 && selector === null ? named : [...named, PLACEHOLDER];
}

function podLines(commands: Commands, pod: PodRef, options: LiveOptions): string[] {
  const folder = `pods/${pod.namespace}/${pod.name}`;
  const title = pod === PLACEHOLDER ? 'for each pod found, with its name and namespace' : podWords(pod);
  return [
    '',
    `# ${title}`,
    `mkdir -p ${quoted(`${FOLDER}/${folder}`)}`,
    line(commands.proxyConfig('all', pod), options, `${folder}/config_dump.json`),
    '# without istioctl, or where it fails:',
    `# ${line(commands.adminGet('config_dump?include_eds', pod), options, `${folder}/config_dump.json`)}`,
    line(commands.adminGet('clusters?format=json', pod), options, `${folder}/envoy_clusters.json`),
  ];
}

/** Lines of a shell script; nothing is run and nothing is looked up to make them. */
export function dryRun(wanted: Wanted, withResources: boolean, options: LiveOptions): readonly string[] {
  const commands = commandsOf(options);
  const pods = podsIn(wanted);
  const lines = [
    `# what whyroute would run; each command only reads. By hand: run them, then whyroute routes ${FOLDER}/`,
    '',
    '# which pods',
    ...lookups(commands, wanted).map((command) => line(command, options, null)),
    ...pods.flatMap((pod) => podLines(commands, pod, options)),
  ];
  if (!withResources) return lines;
  const questions = resourceQuestions(commands, pods);
  return [
    ...lines,
    '',
    '# resources; a kind that the cluster lacks is an error message and no more.',
    '# Pods hold their environment: whyroute would keep only labels and ports of them.',
    `mkdir -p ${FOLDER}/resources`,
    ...questions.map(({ command, file }) => line(command, options, `resources/${file}.json`)),
  ];
}
