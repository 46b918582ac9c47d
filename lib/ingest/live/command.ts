/** The commands whyroute may run, as data. Each only reads; flags are glued to their values, names stand after `--`. */
import type { PodRef } from '../tree/tree.ts';
import { podWords } from '../tree/tree.ts';

export interface LiveCommand {
  readonly tool: 'istioctl' | 'kubectl';
  readonly args: readonly string[];
  /** For progress and errors, without a verb: `routes of gw.istio-system`. */
  readonly what: string;
}

/** Flags that say which cluster; they follow the verb. */
export interface Connection {
  readonly context: string | null;
  /** Absolute. */
  readonly kubeconfig: string | null;
}

export const ISTIOCTL_SECTIONS = ['bootstrap', 'listener', 'route', 'cluster', 'endpoint', 'secret'] as const;
export type IstioctlSection = (typeof ISTIOCTL_SECTIONS)[number];

export const ADMIN_PATHS = ['config_dump?include_eds', 'clusters?format=json'] as const;
export type AdminPath = (typeof ADMIN_PATHS)[number];

function connectionFlags({ context, kubeconfig }: Connection): string[] {
  return [
    ...(context === null ? [] : [`--context=${context}`]),
    ...(kubeconfig === null ? [] : [`--kubeconfig=${kubeconfig}`]),
  ];
}

export class Commands {
  readonly #flags: readonly string[];

  constructor(connection: Connection) {
    this.#flags = connectionFlags(connection);
  }

  /** The whole dump with endpoints (`all`), or one section of it. */
  proxyConfig(section: IstioctlSection | 'all', pod: PodRef): LiveCommand {
    const args = ['proxy-config', section, ...this.#flags, '--output=json', '--', podWords(pod)];
    const what = section === 'all' ? 'configuration' : `${section} section`;
    return { tool: 'istioctl', args, what: `${what} of ${podWords(pod)}` };
  }

  /** Asks Envoy itself, through the agent in the pod. */
  adminGet(path: AdminPath, pod: PodRef): LiveCommand {
    const where = [`--namespace=${pod.namespace}`, '--container=istio-proxy', pod.name];
    const args = ['exec', ...this.#flags, ...where, '--', 'pilot-agent', 'request', 'GET', path];
    const what = path.startsWith('clusters') ? 'endpoint health' : 'configuration from Envoy';
    return { tool: 'kubectl', args, what: `${what} of ${podWords(pod)}` };
  }

  /** One object, or with `selector` or neither all of a kind; without a namespace the context's own. */
  get(
    kind: string,
    which: {
      readonly name?: string;
      readonly namespace?: string | null;
      readonly selector?: string;
      readonly all?: true;
    },
  ): LiveCommand {
    const { name, namespace, selector, all } = which;
    const scope = all === true ? ['--all-namespaces'] : [];
    if (all !== true && namespace !== undefined && namespace !== null) scope.push(`--namespace=${namespace}`);
    if (selector !== undefined) scope.push(`--selector=${selector}`);
    const target = name === undefined ? [kind] : [kind, name];
    return {
      tool: 'kubectl',
      args: ['get', ...this.#flags, '--output=json', ...scope, '--', ...target],
      what: name === undefined ? kind : `${kind} ${name}`,
    };
  }

  kubectlVersion(): LiveCommand {
    return { tool: 'kubectl', args: ['version', ...this.#flags, '--output=json'], what: 'version of kubectl' };
  }

  /** Without `--remote=false` a real istioctl was seen to hang for minutes where a list was refused. */
  istioctlVersion(): LiveCommand {
    const args = ['version', '--remote=false', '--output=json'];
    return { tool: 'istioctl', args, what: 'version of istioctl' };
  }

  currentContext(): LiveCommand {
    return { tool: 'kubectl', args: ['config', 'current-context', ...this.#flags], what: 'current context' };
  }
}
