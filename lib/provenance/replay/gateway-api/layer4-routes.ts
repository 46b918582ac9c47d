/** TCPRoutes and TLSRoutes → generated VirtualServices, one a listener (conversion.go; reference 4.1). */
import { listAt, textsAt } from '../../../base/plain.ts';
import type { Layer4Match, Resource, ResourceSet } from '../../../resources/index.ts';
import type { ReplayLayer4Rule, ReplayVirtualService } from '../effective.ts';
import { hostsOverlap } from '../host-names.ts';
import type { Journal } from '../journal.ts';
import type { GatewayApiProfile } from '../profile.ts';
import { attachedListeners } from './attach.ts';
import { destinationsOf } from './backends.ts';
import { layer4VirtualServiceName } from './generated-names.ts';
import type { Listener } from './listeners.ts';
import { compareRouteAge } from './route-age.ts';

interface Layer4Kind {
  readonly type: 'TCPRoute' | 'TLSRoute';
  readonly short: 'tcp' | 'tls';
  readonly protocols: readonly string[];
}

const KINDS: readonly Layer4Kind[] = [
  { type: 'TCPRoute', short: 'tcp', protocols: ['TCP'] },
  { type: 'TLSRoute', short: 'tls', protocols: ['TLS'] },
];

export function layer4RouteServices(
  resources: ResourceSet,
  listeners: readonly Listener[],
  profile: GatewayApiProfile,
  domain: string,
  journal: Journal,
): readonly ReplayVirtualService[] {
  const grants = resources.ofKind('ReferenceGrant');
  return KINDS.flatMap((kind) =>
    [...resources.ofKind(kind.type)].sort(compareRouteAge).flatMap((route) =>
      attachedListeners(route, kind.protocols, listeners, journal).map((listener, index): ReplayVirtualService => {
        const rules = rulesOf(route, kind, listener, grants, domain);
        return {
          name: layer4VirtualServiceName(route.ref.name, kind.short, index, profile),
          namespace: route.ref.namespace,
          created: route.created,
          hosts: kind.short === 'tls' ? sniOf(route, listener) : ['*'],
          gateways: [listener.internalName],
          exportTo: [],
          semantics: 'gateway',
          fromTlsRoute: kind.short === 'tls',
          http: [],
          tls: kind.short === 'tls' ? rules : [],
          tcp: kind.short === 'tcp' ? rules : [],
          sources: [route],
        };
      }),
    ),
  );
}

function sniOf(route: Resource, listener: Listener): readonly string[] {
  const hostnames = textsAt(route.spec, 'hostnames');
  const hosts = hostnames.length === 0 ? ['*'] : hostnames;
  return listener.hostname === '' ? hosts : hosts.filter((host) => hostsOverlap(host, listener.hostname));
}

function rulesOf(
  route: Resource,
  kind: Layer4Kind,
  listener: Listener,
  grants: readonly Resource[],
  domain: string,
): readonly ReplayLayer4Rule[] {
  const match: Layer4Match = {
    sniHosts: sniOf(route, listener),
    destinationSubnets: [],
    port: 0,
    gateways: [],
    sourceLabels: new Map(),
    sourceNamespace: '',
  };
  return listAt(route.spec, 'rules').map((value, index) => ({
    rule: {
      matches: kind.short === 'tls' ? [match] : [],
      destinations: destinationsOf(listAt(value, 'backendRefs'), { route, grants, domain }),
    },
    origin: { resource: route, path: `rules[${String(index)}]` },
  }));
}
