import type { Envelope, Gap, RouteConfigRow, RoutesResult, VirtualHostRow } from '../../model/index.ts';
import { gatewayWords } from '../phrase/index.ts';
import type { RouteLine } from './route-lines.ts';
import { configsByLabel } from './route-lines.ts';

/** Who listens: the ports, else the listeners without a port, else whether the input could have told. */
function whereWords(ports: readonly number[], config: RouteConfigRow | undefined, portsKnown: boolean): string {
  if (ports.length > 0) return `Port${ports.length === 1 ? '' : 's'} ${ports.join(', ')}`;
  if (config !== undefined && config.listeners.length > 0) return `Listener ${config.listeners.join(', ')}`;
  return portsKnown ? 'No listener' : 'Port unknown';
}

/** Gateways of the configuration itself, else of its virtual hosts. */
function gatewaysOf(config: RouteConfigRow | undefined, hosts: readonly VirtualHostRow[]): string {
  const own = new Set(config?.source.gateways.map(gatewayWords) ?? []);
  if (own.size === 0) for (const host of hosts) for (const ref of host.source.gateways) own.add(gatewayWords(ref));
  return [...own].join(', ');
}

function hostsByConfig(result: RoutesResult): ReadonlyMap<string, readonly VirtualHostRow[]> {
  const index = new Map<string, VirtualHostRow[]>();
  for (const host of result.virtualHosts) {
    const list = index.get(host.routeConfig);
    if (list === undefined) index.set(host.routeConfig, [host]);
    else list.push(host);
  }
  return index;
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
  lines: readonly RouteLine[],
): ReadonlyMap<number, string> {
  const headings = new Map<number, string>();
  const configs = configsByLabel(result);
  const hosts = hostsByConfig(result);
  const portsKnown = arePortsKnown(envelope, result);
  let previous: string | null = null;
  for (const [at, line] of lines.entries()) {
    const name = line.row.routeConfig;
    if (name === previous) continue;
    previous = name;
    const config = configs.get(name);
    const where = whereWords(config?.ports ?? line.row.ports, config, portsKnown);
    const gateways = gatewaysOf(config, hosts.get(name) ?? []);
    headings.set(at, `${where}: ${name}${gateways === '' ? '' : `, ${gateways}`}`);
  }
  return headings;
}
