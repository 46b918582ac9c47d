import type { Envelope, Gap, RouteConfigRow, RoutesResult } from '../../model/index.ts';
import { gatewayWords } from '../phrase/index.ts';
import type { RouteLine } from './route-lines.ts';
import { configsByLabel } from './route-lines.ts';

/** Who listens: the ports, else the listeners without a port, else whether the input could have told. */
function whereWords(ports: readonly number[], config: RouteConfigRow | undefined, portsKnown: boolean): string {
  if (ports.length > 0) return `Port${ports.length === 1 ? '' : 's'} ${ports.join(', ')}`;
  if (config !== undefined && config.listeners.length > 0) return `Listener ${config.listeners.join(', ')}`;
  return portsKnown ? 'No listener' : 'Port unknown';
}

type Gateways = ReadonlyMap<string, ReadonlySet<string>>;

/** Gateways of virtual hosts by the label of their configuration. */
function gatewaysByConfig({ virtualHosts }: RoutesResult): Gateways {
  const index = new Map<string, Set<string>>();
  for (const { routeConfig, source } of virtualHosts) {
    if (source.gateways.length === 0) continue;
    let own = index.get(routeConfig);
    if (own === undefined) index.set(routeConfig, (own = new Set<string>()));
    for (const ref of source.gateways) own.add(gatewayWords(ref));
  }
  return index;
}

/** Gateways of the configuration itself, else of its virtual hosts. */
function gatewaysOf(config: RouteConfigRow | undefined, ofHosts: ReadonlySet<string> | undefined): string {
  const own = new Set(config?.source.gateways.map(gatewayWords) ?? []);
  return [...(own.size === 0 ? (ofHosts ?? []) : own)].join(', ');
}

/** False where a listener may exist that the input does not show: no port must then not read as "not used". */
function arePortsKnown(envelope: Envelope<RoutesResult>, result: RoutesResult): boolean {
  const missing = (gap: Gap): boolean => 'section' in gap && gap.section === 'listeners';
  return envelope.status === 'ok' && !result.gaps.some(missing);
}

/** `Port 8080: http.8080, Gateway default/one-gateway` before the first line of each route configuration. */
export function routeHeadings(
  envelope: Envelope<RoutesResult>,
  result: RoutesResult,
): (line: RouteLine, previous: RouteLine | null) => string | null {
  const configs = configsByLabel(result);
  const ofHosts = gatewaysByConfig(result);
  const portsKnown = arePortsKnown(envelope, result);
  return ({ row }, previous) => {
    const name = row.routeConfig;
    if (name === previous?.row.routeConfig) return null;
    const config = configs.get(name);
    const where = whereWords(config?.ports ?? row.ports, config, portsKnown);
    const gateways = gatewaysOf(config, ofHosts.get(name));
    return `${where}: ${name}${gateways === '' ? '' : `, ${gateways}`}`;
  };
}
