/** Short ways to set up a replay: resources as YAML text, a gateway pod without a dump. */
import { memorySource } from '../../lib/base/source/index.ts';
import { readResources, type ResourceSet } from '../../lib/resources/index.ts';
import { replay, type Replay } from '../../lib/provenance/replay/index.ts';
import { normalize } from '../../lib/normalize/index.ts';

export interface Given {
  readonly istioVersion?: string;
  readonly namespace?: string;
  readonly labels?: Readonly<Record<string, string>>;
}

export function resourcesOf(text: string): ResourceSet {
  const resources = readResources([{ name: 'given.yaml', text }]);
  if (resources.diagnostics.length > 0) throw new Error(JSON.stringify(resources.diagnostics));
  return resources;
}

const EMPTY_DUMP = {
  origin: { name: 'empty.json', kind: 'file' as const },
  source: memorySource(Buffer.from('{"configs": [{"@type": "type.googleapis.com/envoy.admin.v3.RoutesConfigDump"}]}')),
  named: true,
};

/** Replays for a pod labeled `istio: ingressgateway` in istio-system, unless told otherwise. */
export function replayOf(text: string, given: Given = {}): Replay {
  const { istioVersion = '1.30.0', namespace = 'istio-system', labels = { istio: 'ingressgateway' } } = given;
  const snapshot = normalize([EMPTY_DUMP]);
  const outcome = replay(snapshot, resourcesOf(text), {
    istioVersion,
    namespace,
    labels: new Map(Object.entries(labels)),
  });
  if (!outcome.ok) throw new Error(outcome.impossible.message);
  return outcome.replay;
}

/** `host:port` → `name path` of each route, with `< root path` for delegated ones. */
export function routesOf(replayed: Replay, routeConfig: string): Readonly<Record<string, readonly string[]>> {
  const config = replayed.routeConfigs.find(({ name }) => name === routeConfig);
  if (config === undefined)
    throw new Error(`no ${routeConfig} among ${replayed.routeConfigs.map((c) => c.name).join()}`);
  return Object.fromEntries(
    config.virtualHosts.map((host) => [
      host.name,
      host.routes.map(({ route: { origin } }) => {
        const via = origin.via === null ? '' : ` < ${origin.via.resource.ref.name} ${origin.via.path}`;
        return `${origin.resource.ref.name} ${origin.path}${via}`;
      }),
    ]),
  );
}

/** A Gateway on port 80 for the given hosts. */
export function gatewayYaml(hosts: string, more = ''): string {
  return `
apiVersion: networking.istio.io/v1
kind: Gateway
metadata: {name: gw, namespace: istio-system, creationTimestamp: "2025-01-01T00:00:00Z"}
spec:
  selector: {istio: ingressgateway}
  servers:
  - {port: {number: 80, name: http, protocol: HTTP}, hosts: ${hosts}}
${more}
---
`;
}

/** A VirtualService bound to that Gateway, created on the given day of 2025-02. */
export function virtualServiceYaml(name: string, day: number, spec: string, namespace = 'app'): string {
  const created = `2025-02-${String(day).padStart(2, '0')}T00:00:00Z`;
  return `
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: ${name}, namespace: ${namespace}, creationTimestamp: "${created}"}
spec:
  gateways: [istio-system/gw]
${spec.replace(/^/gm, '  ')}
---
`;
}
