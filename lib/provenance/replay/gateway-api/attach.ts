/** Which listeners a route attaches to (conversion.go, extractParentReferenceInfo and referenceAllowed). */
import { fieldOf, listAt, numberAt, textAt, textsAt } from '../../../base/plain.ts';
import type { Resource } from '../../../resources/index.ts';
import { hostsOverlap, isSubsetOf } from '../host-names.ts';
import type { Journal } from '../journal.ts';
import type { Listener } from './listeners.ts';

const GATEWAY_GROUP = 'gateway.networking.k8s.io';

/** The listeners of all parents, in the order of the parent references; a reason is noted for each parent that has none. */
export function attachedListeners(
  route: Resource,
  protocols: readonly string[],
  listeners: readonly Listener[],
  journal: Journal,
): readonly Listener[] {
  const hostnames = textsAt(route.spec, 'hostnames');
  const attached = new Set<Listener>();
  for (const parent of listAt(route.spec, 'parentRefs')) {
    if ((textAt(parent, 'group') ?? GATEWAY_GROUP) !== GATEWAY_GROUP) continue;
    if ((textAt(parent, 'kind') ?? 'Gateway') !== 'Gateway') continue;
    const namespace = textAt(parent, 'namespace') ?? route.ref.namespace;
    const key = `${namespace}/${textAt(parent, 'name') ?? ''}`;
    const ofGateway = listeners.filter(({ gateway }) => `${gateway.ref.namespace}/${gateway.ref.name}` === key);
    const found = ofGateway.filter((listener) => misfit(route, parent, listener, protocols, hostnames) === undefined);
    for (const listener of found) attached.add(listener);
    if (found.length > 0) continue;
    const details = new Set(ofGateway.map((listener) => misfit(route, parent, listener, protocols, hostnames)));
    const detail = ofGateway.length === 0 ? 'no such Gateway of an Istio class' : [...details].join('; ');
    journal.drop({ resource: route, path: '' }, { kind: 'not-attached', parent: key, detail });
  }
  return [...attached];
}

/** Undefined when the listener takes the route. */
function misfit(
  route: Resource,
  parent: unknown,
  listener: Listener,
  protocols: readonly string[],
  hostnames: readonly string[],
): string | undefined {
  const section = textAt(parent, 'sectionName');
  if (section !== undefined && section !== listener.name) return `the parent names section ${section}`;
  const port = numberAt(parent, 'port');
  if (port !== undefined && port !== listener.port) return `the parent names port ${String(port)}`;
  if (!protocols.includes(listener.protocol)) return `listener ${listener.name} speaks ${listener.protocol}`;
  if (!listener.allowed.includes('*') && !listener.allowed.includes(route.ref.namespace)) {
    return `listener ${listener.name} does not allow routes of namespace ${route.ref.namespace}`;
  }
  const fits =
    listener.hostname === '' ||
    hostnames.length === 0 ||
    hostnames.some((host) => hostsOverlap(host, listener.hostname));
  return fits ? undefined : `no hostname fits ${listener.hostname} of listener ${listener.name}`;
}

/**
 * Listener isolation: a host that a more specific listener of the same Gateway, port and protocol takes is not served by
 * a less specific one (conversion.go, hostnameAllowedByIsolation).
 */
export function isAllowedByIsolation(host: string, listener: Listener, listeners: readonly Listener[]): boolean {
  const { hostname } = listener;
  if (hostname !== '' && !hostname.startsWith('*')) return true;
  return !listeners.some(
    (other) =>
      other !== listener &&
      other.gateway === listener.gateway &&
      other.port === listener.port &&
      other.protocol === listener.protocol &&
      other.hostname !== '' &&
      other.hostname !== hostname &&
      hostname.length <= other.hostname.length &&
      isSubsetOf(host, other.hostname),
  );
}

/** A ReferenceGrant in the target's namespace opens it for routes of another. */
export function isReferenceGranted(
  grants: readonly Resource[],
  from: Resource,
  to: { readonly group: string; readonly kind: string; readonly namespace: string; readonly name: string },
): boolean {
  if (from.ref.namespace === to.namespace) return true;
  return grants.some(
    (grant) =>
      grant.ref.namespace === to.namespace &&
      listAt(grant.spec, 'from').some(
        (item) =>
          textAt(item, 'group') === from.ref.group &&
          textAt(item, 'kind') === from.ref.kind &&
          textAt(item, 'namespace') === from.ref.namespace,
      ) &&
      listAt(grant.spec, 'to').some((item) => {
        const name = fieldOf(item, 'name');
        const groupFits = (textAt(item, 'group') ?? '') === to.group;
        return groupFits && textAt(item, 'kind') === to.kind && (name === undefined || name === '' || name === to.name);
      }),
  );
}
