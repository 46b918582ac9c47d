/** The one place where the reasons for which a rule became nothing are put into words. */
import { placeWords } from '../../provenance/index.ts';
import type { DropReason, Replay, ServerConflict } from '../../provenance/index.ts';

const CONFLICTS = {
  'duplicate-host': 'an older server already has these hosts on that port',
  protocol: 'an older server uses that port with another protocol',
  'route-name': 'its port name gives the same route configuration as that of an older server',
  'no-tls-settings': 'it speaks TLS and has no tls settings',
  'no-service-port': 'no Service before this pod has that port',
  'privileged-port': 'this pod may not listen on ports below 1024, and no Service before it maps this one to another',
} as const satisfies Record<ServerConflict, string>;

function pairs(map: ReadonlyMap<string, string>): string {
  return [...map].map(([key, value]) => `${key}=${value}`).join(', ');
}

function hosts(names: readonly string[]): string {
  const most = 5;
  if (names.length <= most) return names.join(', ');
  return `${names.slice(0, most).join(', ')} and ${String(names.length - most)} more`;
}

type Words = {
  readonly [Kind in DropReason['kind']]: (reason: Extract<DropReason, { kind: Kind }>, replay: Replay) => string;
};

const WORDS = {
  'no-such-gateway': ({ gateway, nearest }) => {
    const meant = nearest.length === 0 ? '' : `; did you mean ${nearest.join(' or ')}?`;
    return `Gateway ${gateway} does not exist among the resources given${meant}`;
  },
  'only-mesh': () => 'it is bound to the mesh only (no gateways, or just mesh), so gateways get none of it',
  'only-gateways': () => 'it is bound to Gateways only, and this proxy is a sidecar',
  'gateway-not-selected': ({ gateway, selector }, { target }) =>
    `the selector of Gateway ${gateway} (${pairs(selector)}) does not fit the labels of this pod (${pairs(target.labels)})`,
  'not-exported': ({ exportTo, namespace }) =>
    `its exportTo (${exportTo.join(', ')}) does not reach the namespace of this proxy, ${namespace}`,
  'server-dropped': ({ gateway, server, conflict, winner, hosts: names, isOrderKnown }) => {
    const by = winner === null ? '' : `: ${placeWords(winner)}`;
    if (isOrderKnown) {
      return `${server} of Gateway ${gateway} is dropped for ${hosts(names)}: ${CONFLICTS[conflict]}${by}`;
    }
    const why = CONFLICTS[conflict].replace('an older server', 'another server').replace('of an older', 'of another');
    return `${server} of Gateway ${gateway} may be dropped for ${hosts(names)}: ${why}${by}; without their creationTimestamp it cannot be told which of them is older and stays`;
  },
  'namespace-not-allowed': ({ gateway, server, hosts: names }) =>
    `${server} of Gateway ${gateway} takes its hosts from other namespaces only: ${hosts(names)}`,
  'hosts-disjoint': ({ gateway, server, hosts: names }) =>
    `none of its hosts fits those of ${server} of Gateway ${gateway}: ${hosts(names)}`,
  'protocol-mismatch': ({ gateway, server, protocol, rules }) =>
    `${server} of Gateway ${gateway} is ${protocol}, which uses no ${rules} rules`,
  'port-mismatch': ({ port, declared }) => `it asks for port ${String(port)}, and the server's is ${String(declared)}`,
  'gateways-mismatch': ({ gateways }) =>
    `its own gateways (${gateways.join(', ')}) leave out the one it would be served by`,
  'source-labels': ({ labels }, { target }) =>
    `its sourceLabels (${pairs(labels)}) do not fit the labels of this pod (${pairs(target.labels)})`,
  'source-namespace': ({ namespace }, { target }) =>
    `its sourceNamespace is ${namespace}, and this proxy is in ${target.namespace}`,
  'after-catch-all': ({ catchAll }) =>
    `it comes after ${placeWords(catchAll)}, which takes every request: istiod stops there`,
  overwritten: () =>
    'this istiod has a bug (istio/istio#50343, fixed in 1.22): a younger VirtualService with a host in common overwrote it',
  'delegate-missing': ({ delegate }) =>
    `it delegates to VirtualService ${delegate}, which is not among the resources given`,
  'delegate-not-exported': ({ delegate }) =>
    `the exportTo of VirtualService ${delegate} does not reach the namespace of the root that delegates to it`,
  'delegate-conflict': ({ root }) => `its match contradicts the match of ${placeWords(root)}, which delegates to it`,
  'not-delegated': () => 'it has no hosts, so it only serves as a delegate, and no VirtualService delegates to it',
  'replaced-by-delegate': ({ delegate }) => `it delegates to VirtualService ${delegate}, which has no http rule`,
  'not-first': ({ winner }) => `only the first tcp rule of a port is used: ${placeWords(winner)}`,
  'duplicate-sni': ({ hosts: names }) => `an older rule already takes the SNI ${hosts(names)}`,
  'no-destination': () => 'it has no destination',
  'unknown-host': ({ host }) => `no Service given has the host ${host}`,
  'not-attached': ({ parent, detail }) => `it is not attached to Gateway ${parent}: ${detail}`,
  'ingress-class': ({ class: name }) => `its Ingress class (${name ?? 'none'}) is not Istio's`,
  'nothing-bound': ({ bound }) => {
    if (bound.length === 0) return 'no VirtualService or route is bound to it';
    return `nothing that is bound to it has a host and a rule it can serve: ${hosts(bound.map(placeWords))}`;
  },
} as const satisfies Words;

export function reasonWords(reason: DropReason, replay: Replay): string {
  // The table has a function for exactly this kind; TypeScript cannot see that through the union.
  const words = WORDS[reason.kind] as (reason: DropReason, replay: Replay) => string;
  return words(reason, replay);
}
