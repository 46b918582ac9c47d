/** From what the user named to the pods that are meant, by asking the cluster. */
import { compareText, fieldOf, listAt, recordOf, textAt, textMapOf } from '../../base/plain.ts';
import { EXIT, KnownError } from '../../model/index.ts';
import type { PodName } from '../tree/pod-name.ts';
import { isNamespace, isObjectName } from '../tree/pod-name.ts';
import { podWords } from '../tree/tree.ts';
import type { PodRef } from '../tree/tree.ts';
import { workloadOf } from '../tree/workload.ts';
import type { Commands, LiveCommand } from './command.ts';
import { isSelector } from './names.ts';
import { OWNER_KINDS, POD_KIND } from './resource-kinds.ts';
import type { Runner } from './runner.ts';

/** What is wanted: pods by name, by selector, or every ingress gateway when both are empty. */
export interface Wanted {
  readonly targets: readonly PodName[];
  readonly selector: string | null;
  readonly namespace: string | null;
}

/** How ingress gateways are labeled: Istio's own charts, and what istiod deploys for a Gateway API Gateway. */
export const GATEWAY_SELECTORS: readonly string[] = ['istio=ingressgateway', 'gateway.networking.k8s.io/gateway-name'];

function environment(message: string, hint: string): KnownError {
  return new KnownError(EXIT.environment, { code: 'EN004', severity: 'error', message, hint });
}

/** @throws KnownError (environment) when the cluster does not answer, or has no such object. */
async function ask(runner: Runner, command: LiveCommand): Promise<unknown> {
  const outcome = await runner.run(command, isJson);
  if (outcome.ok) return JSON.parse(outcome.bytes.toString('utf8'));
  const hint = outcome.why === 'forbidden' ? 'kubectl auth can-i get pods --all-namespaces' : 'kubectl get pods -A';
  throw environment(`${command.what}: ${outcome.detail}`, hint);
}

/** True for one whole JSON value. */
export function isJson(bytes: Buffer): boolean {
  try {
    JSON.parse(bytes.toString('utf8'));
    return true;
  } catch {
    return false;
  }
}

const PROXY_CONTAINER = 'istio-proxy';

function hasProxy(pod: unknown): boolean {
  const spec = fieldOf(pod, 'spec');
  // A sidecar may be an init container that stays (Kubernetes 1.28 and later).
  return [...listAt(spec, 'containers'), ...listAt(spec, 'initContainers')].some(
    (container) => textAt(container, 'name') === PROXY_CONTAINER,
  );
}

function isRunning(pod: unknown): boolean {
  const leaving = fieldOf(fieldOf(pod, 'metadata'), 'deletionTimestamp') !== undefined;
  return textAt(fieldOf(pod, 'status'), 'phase') === 'Running' && !leaving;
}

/** The owner's name without the hash that a Deployment adds to its ReplicaSet. */
function ownerOf(metadata: unknown, name: string): string | null {
  const [owner] = listAt(metadata, 'ownerReferences');
  const owned = textAt(owner, 'name');
  const hash = textMapOf(fieldOf(metadata, 'labels')).get('pod-template-hash');
  if (owned === undefined) return workloadOf(name);
  return hash !== undefined && owned.endsWith(`-${hash}`) ? owned.slice(0, -hash.length - 1) : owned;
}

/** Names come from the cluster: those that Kubernetes would not allow are nobody's pod. */
function refOf(pod: unknown): PodRef | null {
  const metadata = fieldOf(pod, 'metadata');
  const name = textAt(metadata, 'name') ?? '';
  const namespace = textAt(metadata, 'namespace') ?? '';
  if (!isObjectName(name) || !isNamespace(namespace)) return null;
  return { namespace, name, workload: ownerOf(metadata, name) };
}

function selectorOf(object: unknown, type: string): string | null {
  const spec = fieldOf(object, 'spec');
  const selector = fieldOf(spec, 'selector');
  const labels = textMapOf(type === 'service' ? selector : fieldOf(selector, 'matchLabels'));
  const text = [...labels].map(([key, value]) => `${key}=${value}`).join(',');
  return text !== '' && isSelector(text) ? text : null;
}

class Finder {
  readonly #runner: Runner;
  readonly #commands: Commands;

  constructor(runner: Runner, commands: Commands) {
    this.#runner = runner;
    this.#commands = commands;
  }

  async selected(selector: string, namespace: string | null): Promise<PodRef[]> {
    const which = namespace === null ? ({ all: true, selector } as const) : { namespace, selector };
    const list = await ask(this.#runner, this.#commands.get(POD_KIND, which));
    return listAt(list, 'items')
      .filter((pod) => isRunning(pod) && hasProxy(pod))
      .flatMap((pod) => refOf(pod) ?? []);
  }

  async named(target: PodName): Promise<PodRef[]> {
    const { type, name, namespace } = target;
    if (type === null) return this.#pod(name, namespace);
    if (type === 'gateway') {
      return this.#ofWorkload(target, `gateway.networking.k8s.io/gateway-name=${name}`, namespace);
    }
    const kind = OWNER_KINDS[type] ?? '';
    const object = await ask(this.#runner, this.#commands.get(kind, { name, namespace }));
    const selector = selectorOf(object, type);
    const where = textAt(fieldOf(object, 'metadata'), 'namespace') ?? namespace;
    if (selector === null) throw environment(`${kind} ${name} selects no pods by labels`, 'name a pod of it');
    return this.#ofWorkload(target, selector, where);
  }

  async #ofWorkload({ type, name }: PodName, selector: string, namespace: string | null): Promise<PodRef[]> {
    const pods = await this.selected(selector, namespace);
    if (pods.length > 0) return pods;
    throw environment(`no running pod with a proxy for ${String(type)}/${name}`, `kubectl get pods -A -l ${selector}`);
  }

  async #pod(name: string, namespace: string | null): Promise<PodRef[]> {
    if (!this.#runner.has('kubectl')) return [this.#unasked(name, namespace)];
    const pod = await ask(this.#runner, this.#commands.get(POD_KIND, { name, namespace }));
    const ref = recordOf(pod) === undefined ? null : refOf(pod);
    if (ref === null) throw environment(`kubectl's answer is no pod ${name}`, 'kubectl get pods -A');
    return [ref];
  }

  /** istioctl alone cannot look up, but it can read a pod whose full name is known. */
  #unasked(name: string, namespace: string | null): PodRef {
    if (namespace !== null) return { namespace, name, workload: workloadOf(name) };
    throw environment('kubectl was not found, so the namespace has to be named', `--pod ${name}.NAMESPACE`);
  }
}

/** Every pod that is meant, once, in order of namespace and name. @throws KnownError (environment) when there is none. */
export async function findPods(runner: Runner, commands: Commands, wanted: Wanted): Promise<readonly PodRef[]> {
  const { targets, selector, namespace } = wanted;
  if (!runner.has('kubectl') && (targets.length === 0 || targets.some(({ type }) => type !== null))) {
    throw environment('kubectl was not found, and only it can look for pods', 'name the pod: NAME.NAMESPACE');
  }
  const finder = new Finder(runner, commands);
  const found = await Promise.all(targets.map((target) => finder.named(target)));
  const selectors = selector === null ? (targets.length === 0 ? GATEWAY_SELECTORS : []) : [selector];
  found.push(...(await Promise.all(selectors.map((one) => finder.selected(one, namespace)))));
  const pods = new Map(found.flat().map((pod) => [podWords(pod), pod]));
  if (pods.size === 0) {
    const where = namespace === null ? 'any namespace' : `namespace ${namespace}`;
    const what = selector === null ? 'an ingress gateway' : selector;
    throw environment(`no running pod with a proxy is labeled as ${what} in ${where}`, 'name the pod: NAME.NAMESPACE');
  }
  return [...pods].sort(([a], [b]) => compareText(a, b)).map(([, pod]) => pod);
}
