/** Which proxy the replay is for: its labels, namespace and release, and how each is known. */
import type { Snapshot } from '../../model/index.ts';
import type { Resource, ResourceSet } from '../../resources/index.ts';
import { inferLabels } from './infer-labels.ts';
import { guessRelease, type ReleaseGuess } from './infer-release.ts';
import { parseRelease } from './profile.ts';
import { selects } from './services.ts';

/** What the user says about the proxy; it wins over what the dump says. */
export interface ReplayOptions {
  readonly labels?: ReadonlyMap<string, string>;
  readonly namespace?: string;
  readonly istioVersion?: string;
  /** Cluster domain, e.g. `cluster.local`. */
  readonly domain?: string;
}

export interface ReplayTarget {
  readonly type: 'router' | 'sidecar';
  readonly labels: ReadonlyMap<string, string>;
  readonly labelsFrom: 'given' | 'bootstrap' | 'pod' | 'selector';
  /** Empty when unknown. */
  readonly namespace: string;
  readonly release: ReleaseGuess;
  readonly domain: string;
  /** Pods of the proxy among the resources. */
  readonly pods: readonly Resource[];
}

/** Why a replay cannot be done. */
export interface ReplayImpossible {
  readonly reason: 'labels-unknown' | 'unsupported-proxy';
  readonly message: string;
}

export function resolveTarget(
  snapshot: Snapshot,
  resources: ResourceSet,
  options: ReplayOptions,
): ReplayTarget | ReplayImpossible {
  const { proxy } = snapshot;
  const type = proxy === null || proxy.type === 'unknown' ? typeByContent(snapshot) : proxy.type;
  if (type === 'waypoint') {
    return { reason: 'unsupported-proxy', message: 'the configuration of a waypoint is not replayed' };
  }
  const workload = options.labels ?? proxy?.labels ?? null;
  const found =
    workload === null
      ? type === 'sidecar'
        ? undefined
        : inferLabels(snapshot, resources)
      : ({
          labels: workload,
          namespace: proxy?.namespace ?? null,
          from: options.labels ? 'given' : 'bootstrap',
        } as const);
  if (found === undefined) {
    return {
      reason: 'labels-unknown',
      message: 'the input does not say which pod this is: pass its labels with --labels and its namespace with -n',
    };
  }
  const namespace = options.namespace ?? proxy?.namespace ?? found.namespace ?? '';
  const { labels } = found;
  const given = parseRelease(options.istioVersion ?? '');
  return {
    type,
    labels,
    labelsFrom: found.from,
    namespace,
    release:
      given === undefined ? guessRelease(snapshot) : { release: given, how: 'given', because: '--istio-version' },
    domain: options.domain ?? clusterDomain(proxy?.domain ?? null),
    pods: resources.ofKind('Pod').filter((pod) => pod.ref.namespace === namespace && selects(labels, pod.labels)),
  };
}

/** Without bootstrap: only sidecars have port-named route configurations and the two virtual listeners (reference 7). */
function typeByContent({ routeConfigs, listeners }: Snapshot): 'router' | 'sidecar' {
  const isSidecar =
    routeConfigs.some(({ name }) => /^(?:.+:)?\d+$/.test(name) || name.startsWith('inbound|')) ||
    listeners.some(({ name }) => name === 'virtualOutbound' || name === 'virtualInbound');
  return isSidecar ? 'sidecar' : 'router';
}

/** The node id ends in `<namespace>.svc.<domain>`; the model may hold it with or without that front. */
function clusterDomain(domain: string | null): string {
  if (domain === null || domain === '') return 'cluster.local';
  const at = domain.indexOf('svc.');
  return at === -1 ? domain : domain.slice(at + 'svc.'.length);
}
