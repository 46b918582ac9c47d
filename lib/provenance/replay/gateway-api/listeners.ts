/** Gateway API Gateways → one Istio Gateway a listener (Istio pilot/pkg/config/kube/gateway/conversion.go). */
import { fieldOf, listAt, numberAt, recordOf, textAt, textMapOf } from '../../../base/plain.ts';
import type { GatewayServer, Resource, ResourceSet } from '../../../resources/index.ts';
import type { ReplayGateway } from '../effective.ts';
import { makeGateway } from '../load-gateways.ts';
import type { GatewayApiProfile } from '../profile.ts';
import { selects } from '../services.ts';
import { listenerGatewayName } from './generated-names.ts';

/** A listener that routes can attach to. */
export interface Listener {
  readonly gateway: Resource;
  readonly name: string;
  readonly path: string;
  readonly port: number;
  /** `HTTP`, `HTTPS`, `TLS`, `TCP`, `UDP`. */
  readonly protocol: string;
  /** Empty when it takes every host. */
  readonly hostname: string;
  readonly passthrough: boolean;
  /** Namespaces whose routes may attach; `*` for all. */
  readonly allowed: readonly string[];
  /** `ns/name` of the Istio Gateway made of it. */
  readonly internalName: string;
  readonly replay: ReplayGateway;
}

const ISTIO_CONTROLLERS = new Set(['istio.io/gateway-controller', 'istio.io/unmanaged-gateway']);
const ISTIO_CLASSES = new Set(['istio', 'istio-remote', 'istio-east-west']);

/** Gateways of classes that are istiod's; a class that is not among the resources is judged by its name. */
function isOurs(resource: Resource, resources: ResourceSet): boolean {
  const name = textAt(resource.spec, 'gatewayClassName') ?? '';
  const gatewayClass = resources.find('GatewayClass', '', name);
  if (gatewayClass === undefined) return ISTIO_CLASSES.has(name);
  return ISTIO_CONTROLLERS.has(textAt(gatewayClass.spec, 'controllerName') ?? '');
}

export function loadListeners(resources: ResourceSet, profile: GatewayApiProfile, domain: string): readonly Listener[] {
  return resources
    .ofKind('KubernetesGateway')
    .filter((resource) => isOurs(resource, resources))
    .flatMap((resource) =>
      listAt(resource.spec, 'listeners').map((listener, index) =>
        listenerOf(resource, listener, index, resources, profile, domain),
      ),
    );
}

function listenerOf(
  resource: Resource,
  value: unknown,
  index: number,
  resources: ResourceSet,
  profile: GatewayApiProfile,
  domain: string,
): Listener {
  const { namespace } = resource.ref;
  const name = textAt(value, 'name') ?? '';
  const port = numberAt(value, 'port') ?? 0;
  const protocol = (textAt(value, 'protocol') ?? '').toUpperCase();
  const hostname = textAt(value, 'hostname') ?? '';
  const allowed = allowedNamespaces(resource, fieldOf(value, 'allowedRoutes'), resources);
  const path = `listeners[${String(index)}]`;
  const passthrough = textAt(fieldOf(value, 'tls'), 'mode') === 'Passthrough';
  const server: GatewayServer = {
    name: '',
    port: { number: port, name: 'default', protocol },
    bind: '',
    hosts: serverHosts(allowed, hostname),
    tls: serverTls(value, passthrough),
  };
  const replay = makeGateway(
    {
      name: listenerGatewayName(resource.ref.name, name, profile),
      namespace,
      created: resource.created,
      source: resource,
      selector: new Map([['gateway.networking.k8s.io/gateway-name', resource.ref.name]]),
      serviceHosts: serviceHosts(resource, domain),
    },
    [{ server, path }],
  );
  const internalName = `${namespace}/${replay.name}`;
  return { gateway: resource, name, path, port, protocol, hostname, passthrough, allowed, internalName, replay };
}

/** No namespace allowed still makes a server, so that SNI and status are there: `~/host` admits nobody. */
function serverHosts(allowed: readonly string[], hostname: string): readonly string[] {
  const host = hostname === '' ? '*' : hostname;
  return allowed.length === 0 ? [`~/${host}`] : allowed.map((namespace) => `${namespace}/${host}`);
}

function serverTls(listener: unknown, passthrough: boolean): GatewayServer['tls'] {
  const tls = recordOf(fieldOf(listener, 'tls'));
  if (tls === undefined) return undefined;
  const [certificate] = listAt(tls, 'certificateRefs');
  return {
    httpsRedirect: false,
    mode: passthrough ? 'PASSTHROUGH' : 'SIMPLE',
    credentialName: textAt(certificate, 'name'),
  };
}

function allowedNamespaces(gateway: Resource, allowedRoutes: unknown, resources: ResourceSet): readonly string[] {
  const namespaces = fieldOf(allowedRoutes, 'namespaces');
  const from = textAt(namespaces, 'from') ?? 'Same';
  if (from === 'All') return ['*'];
  if (from !== 'Selector') return from === 'Same' ? [gateway.ref.namespace] : [];
  const labels = textMapOf(fieldOf(fieldOf(namespaces, 'selector'), 'matchLabels'));
  return resources
    .ofKind('Namespace')
    .filter((namespace) => selects(labels, withNameLabel(namespace)))
    .map((namespace) => namespace.ref.name);
}

/** Kubernetes labels every namespace with its own name. */
function withNameLabel(namespace: Resource): ReadonlyMap<string, string> {
  return new Map([...namespace.labels, ['kubernetes.io/metadata.name', namespace.ref.name]]);
}

/** The Service istiod deploys is `<gateway>-<class>` (plain `<gateway>` up to 1.16); addresses name others instead. */
function serviceHosts(resource: Resource, domain: string): readonly string[] {
  const { name, namespace } = resource.ref;
  const addresses = listAt(resource.spec, 'addresses').flatMap((address) => {
    const value = textAt(address, 'value') ?? '';
    if ((textAt(address, 'type') ?? 'IPAddress') !== 'Hostname' || value === '') return [];
    return value.includes('.') ? value : `${value}.${namespace}.svc.${domain}`;
  });
  if (addresses.length > 0) return addresses;
  const override = resource.annotations.get('gateway.istio.io/name-override');
  const gatewayClass = textAt(resource.spec, 'gatewayClassName') ?? '';
  const names = override === undefined ? [`${name}-${gatewayClass}`, name] : [override];
  return names.map((service) => `${service}.${namespace}.svc.${domain}`);
}
