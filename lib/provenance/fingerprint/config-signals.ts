/** What provenance strings tell of the control plane that wrote them. */
import type { ConfigFacts } from '../config-facts.ts';
import { GATEWAY_SEPARATOR } from '../parse/separators.ts';
import type { BoundsBuilder } from './bounds.ts';

/** Source: reference/istio-provenance.md 1.1, 4.1, 11. */
export function learnFromConfig({ path, virtualService }: ConfigFacts, bounds: BoundsBuilder): void {
  if (path === null) return;
  if (path.group === 'networking') {
    bounds.atMost(4, 'its provenance paths lack the domain istio.io');
  } else if (path.version === 'v1alpha3') {
    bounds.atMost(23, 'its provenance paths say v1alpha3');
  } else if (path.version === 'v1') {
    bounds.atLeast(24, 'its provenance paths say v1');
  }
  const kind = virtualService?.name.kind;
  if (kind === 'meshHost') bounds.atLeast(26, 'generated names of mesh routes name the service');
  if (kind === 'route') bounds.atMost(26, 'generated names of Gateway API routes name a route');
  if (kind !== 'gatewayHost') return;
  if (path.name.includes(`~${GATEWAY_SEPARATOR}~`)) {
    bounds.atLeast(28, 'generated names hold tildes around their mark');
  } else {
    bounds.atLeast(26, 'generated names of Gateway API routes name the host');
    bounds.atMost(27, 'generated names hold dashes around their mark');
  }
}
