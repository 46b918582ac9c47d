/** Objects that would change what istiod makes, one at a time, for each sample; `covers` says where they would. */
import type { Snapshot } from '../../lib/model/index.ts';
import type { Replay } from '../../lib/provenance/index.ts';

type Server = Replay['gateways'][number]['servers'][number];

export interface Addition {
  readonly label: string;
  readonly object: Readonly<Record<string, unknown>>;
  readonly place: Place;
  /** What was there for its host makes nothing any more. */
  readonly replaces?: true;
}

/** Hosts, ports that pods listen on, and clusters by their host: what one added object may touch. */
export interface Place {
  readonly host?: string;
  readonly ports?: readonly number[];
  readonly clusterHost?: string;
}

/** Before all others: the oldest, and first by name. */
const metadata = (namespace: string): object => ({
  name: 'aaa-added',
  namespace,
  creationTimestamp: '2000-01-01T00:00:00Z',
});
const route = [{ destination: { host: 'nobody.added.svc.cluster.local', port: { number: 80 } } }];
const ISTIO = 'networking.istio.io/v1';
const GATEWAY_API = 'gateway.networking.k8s.io/v1';

export function additionsTo(snapshot: Snapshot, replay: Replay): readonly Addition[] {
  return [
    ...virtualServices(replay),
    ...meshVirtualServices(snapshot, replay),
    ...destinationRules(replay),
    serviceEntry(replay),
    ...gateways(replay),
    ...httpRoutes(replay),
    ...ingresses(replay),
  ];
}

const boundPorts = (server: Server, { chains, routeConfigs }: Replay): readonly number[] => [
  ...chains.filter((chain) => chain.server.gateway === server.gateway).map(({ boundPort }) => boundPort),
  ...routeConfigs.filter(({ servers }) => servers.includes(server)).map(({ boundPort }) => boundPort),
  server.port.number,
];

/** One for each host of each server of each Gateway; the same rule for every protocol. */
function virtualServices(replay: Replay): readonly Addition[] {
  return replay.selected
    .filter(({ source }) => source.type === 'Gateway')
    .flatMap((gateway) =>
      gateway.servers.flatMap((server) =>
        server.hosts.map((host): Addition => {
          const at = host.indexOf('/');
          const bare = host.slice(at + 1);
          const spec = {
            hosts: [bare],
            gateways: [`${gateway.namespace}/${gateway.name}`],
            http: [{ match: [{ uri: { prefix: '/added' } }], route }],
            tls: [{ match: [{ sniHosts: [`added.${bare.replace(/^\*\.?/, '')}`] }], route }],
            tcp: [{ route }],
          };
          return {
            label: `a VirtualService for ${host} of ${gateway.name} ${server.path}`,
            object: {
              apiVersion: ISTIO,
              kind: 'VirtualService',
              metadata: metadata(at === -1 ? 'added' : host.slice(0, at)),
              spec,
            },
            place: { host: bare, ports: boundPorts(server, replay) },
          };
        }),
      ),
    );
}

/** A sidecar takes the oldest VirtualService for a host: the others' routes are then not to be. */
function meshVirtualServices({ routeConfigs }: Snapshot, { target }: Replay): readonly Addition[] {
  if (target.type !== 'sidecar') return [];
  const names = routeConfigs.filter(({ name }) => /^\d+$/.test(name)).flatMap(({ virtualHosts }) => virtualHosts);
  return names
    .filter(({ name }) => /^\S+\.\S+:\d+$/.test(name))
    .map(({ name }): Addition => {
      const host = name.replace(/:\d+$/, '');
      const spec = { hosts: [host], http: [{ match: [{ uri: { prefix: '/added' } }], route }] };
      const object = { apiVersion: ISTIO, kind: 'VirtualService', metadata: metadata('added'), spec };
      return { label: `a VirtualService of the mesh for ${host}`, object, place: { host }, replaces: true };
    });
}

/** Three hosts a sample; beside the rule that is there, because that of another namespace would not be asked. */
function destinationRules({ clusters }: Replay): readonly Addition[] {
  const services = new Map(
    clusters.map(({ host, service, destinationRule }) => [host, (destinationRule ?? service).ref.namespace] as const),
  );
  return [...services].slice(0, 3).map(([host, namespace]): Addition => ({
    label: `a DestinationRule for ${host}`,
    object: {
      apiVersion: ISTIO,
      kind: 'DestinationRule',
      metadata: metadata(namespace),
      spec: { host, subsets: [{ name: 'added', labels: { version: 'added' } }] },
    },
    place: { clusterHost: host },
  }));
}

function serviceEntry({ target }: Replay): Addition {
  const host = 'added.example.org';
  const ports = [{ number: 80, name: 'http', protocol: 'HTTP' }];
  return {
    label: 'a ServiceEntry',
    object: {
      apiVersion: ISTIO,
      kind: 'ServiceEntry',
      metadata: metadata('added'),
      spec: { hosts: [host], ports, resolution: 'DNS' },
    },
    place: target.type === 'sidecar' ? { host, ports: [80] } : { host },
  };
}

/** A port that nobody had, and a host of its own on one that is there. */
function gateways({ selected, target }: Replay): readonly Addition[] {
  if (target.type === 'sidecar') return [];
  const host = 'added.example.org';
  const tls = selected.flatMap(({ servers }) => servers).find((server) => server.port.protocol === 'HTTPS');
  const servers = [
    { port: { number: 12345, name: 'http-added', protocol: 'HTTP' }, hosts: [host] },
    ...(tls === undefined
      ? []
      : [
          {
            port: { number: tls.port.number, name: 'https-added', protocol: 'HTTPS' },
            hosts: [host],
            tls: { mode: 'SIMPLE', credentialName: 'added' },
          },
        ]),
  ];
  return servers.map((server): Addition => ({
    label: `a Gateway on port ${String(server.port.number)}`,
    object: {
      apiVersion: ISTIO,
      kind: 'Gateway',
      metadata: metadata('added'),
      spec: { selector: Object.fromEntries(target.labels), servers: [server] },
    },
    place: { host, ports: [server.port.number, 8443] },
  }));
}

/** One for each hostname that an HTTPRoute of the sample has. */
function httpRoutes({ resources }: Replay): readonly Addition[] {
  return resources.ofKind('HTTPRoute').map(({ ref, spec }): Addition => {
    const { parentRefs, hostnames } = spec;
    const hosts = Array.isArray(hostnames) ? (hostnames as readonly string[]) : ['*'];
    const rules = [
      {
        matches: [{ path: { type: 'PathPrefix', value: '/added' } }],
        backendRefs: [{ name: 'nobody', port: 80 }],
      },
    ];
    const object = {
      apiVersion: GATEWAY_API,
      kind: 'HTTPRoute',
      metadata: metadata(ref.namespace),
      spec: { parentRefs, hostnames: hosts.slice(0, 1), rules },
    };
    return { label: `an HTTPRoute beside ${ref.name}`, object, place: { host: hosts[0] ?? '*' } };
  });
}

function ingresses({ resources }: Replay): readonly Addition[] {
  return resources.ofKind('Ingress').flatMap(({ ref, spec }) => {
    const rules = spec['rules'] as readonly { readonly host?: string }[];
    return rules.map(({ host }): Addition => {
      const backend = { service: { name: 'nobody', port: { number: 80 } } };
      const paths = [{ path: '/added', pathType: 'Prefix', backend }];
      const object = {
        apiVersion: 'networking.k8s.io/v1',
        kind: 'Ingress',
        metadata: metadata(ref.namespace),
        spec: {
          ingressClassName: spec['ingressClassName'],
          rules: [{ ...(host === undefined ? {} : { host }), http: { paths } }],
        },
      };
      return { label: `an Ingress for ${host ?? '*'} beside ${ref.name}`, object, place: { host: host ?? '*' } };
    });
  });
}
