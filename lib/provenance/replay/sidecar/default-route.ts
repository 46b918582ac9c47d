/** The route of a service that no VirtualService covers (route.go, buildSidecarVirtualHostForService). */
import type { ExpectedRoute } from '../expected.ts';
import type { RegistryService } from '../services.ts';

export function defaultRoute(service: RegistryService, port: number): ExpectedRoute {
  return {
    owner: null,
    name: 'default',
    match: { path: { kind: 'prefix', value: '/' } },
    action: {
      kind: 'forward',
      clusters: [{ host: service.host, subset: '', port, weight: 0, isKnown: true }],
      pathRewrite: null,
      hostRewrite: null,
      timeout: null,
      mirrors: [],
    },
    headers: undefined,
    statPrefix: '',
    origin: { resource: service.resource, path: '', via: null },
    rule: null,
    isOptional: false,
  };
}
