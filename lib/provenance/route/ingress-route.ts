/** Routes that istiod generated from Kubernetes Ingresses. */
import type { Evidence, ResourceRef, Route, VirtualHost } from '../../model/index.ts';
import { ambiguous, attributed } from '../claim.ts';
import type { VirtualServiceFacts } from '../config-facts.ts';
import type { Context } from '../context.ts';
import { serviceOfHost } from '../known-services.ts';
import { parseClusterName } from '../parse/cluster-name.ts';
import { distinct, ingressRef, wordsOf } from '../resource-ref.ts';
import type { ConfigPlace } from './place.ts';
import type { RouteClaim } from './route-claim.ts';

/**
 * All Ingresses with a rule for a host share one generated VirtualService, named after the oldest of them, and nothing
 * in a dump says which path came from which: the routes are nameless, sorted by path, and backends of one namespace look
 * alike. The oldest Ingress is only proved to have a rule for the host. So:
 * - a route that is alone in the host is the oldest's (unless all its own backends were invalid: likely, not certain);
 * - a backend in another namespace than the oldest's comes from an Ingress there, for an Ingress can only name Services
 *   of its own namespace (unless that Service is an ExternalName);
 * - any other route may be the oldest's or another's of that namespace: ambiguous, the oldest first.
 * Source: pilot/pkg/config/kube/ingress; reference/istio-provenance.md 4.3.
 */
export function ingressRoute(
  route: Route,
  { path, text }: VirtualServiceFacts,
  prefix: string,
  host: VirtualHost,
  place: ConfigPlace,
  context: Context,
  alone: boolean,
): RouteClaim {
  const oldest = ingressRef(path.namespace, context.ingresses.of(text, prefix, host));
  const evidence = [generatedEvidence(path.namespace, path.name, oldest)];
  const support = { evidence, beside: place.evidence, gateways: place.gateways };
  const owners = [oldest];
  const backend = backendNamespace(route, context);
  if (backend !== null && backend.namespace !== path.namespace) {
    const why = `${folded(oldest)}; ${backend.words} is in namespace ${backend.namespace}, so an Ingress there is likelier`;
    const candidates = [ingressRef(backend.namespace, null), oldest];
    return {
      attribution: ambiguous(candidates, why, { ...support, evidence: [...evidence, backend.evidence] }),
      owners,
    };
  }
  if (alone) return { attribution: attributed(oldest, { ...support, caveat: folded(oldest) }), owners };
  const candidates = distinct([oldest, ingressRef(path.namespace, null)]);
  return {
    attribution: ambiguous(candidates, `${folded(oldest)}; the dump does not say whose path this is`, support),
    owners,
  };
}

function folded(oldest: ResourceRef): string {
  return `Istio folds all Ingresses that share a host into what it generates for the oldest, here ${wordsOf(oldest)}`;
}

function generatedEvidence(namespace: string, name: string, oldest: ResourceRef): Evidence {
  return {
    kind: 'generatedName',
    detail: `VirtualService ${namespace}/${name} is generated; it is named after the host and ${wordsOf(oldest)}`,
  };
}

interface Backend {
  readonly namespace: string;
  readonly words: string;
  readonly evidence: Evidence;
}

function backendNamespace({ action }: Route, { services }: Context): Backend | null {
  if (action.kind !== 'forward' || action.cluster.kind !== 'cluster') return null;
  const parts = parseClusterName(action.cluster.name);
  if (parts === null) return null;
  const { resource, words, evidence } = serviceOfHost(parts.host, services);
  return resource?.kind === 'Service' ? { namespace: resource.namespace, words, evidence } : null;
}
