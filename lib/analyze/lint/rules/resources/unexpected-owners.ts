/** Routes whose owner, by its YAML, would not make them where they are. */
import type { EntityId } from '../../../../model/index.ts';
import type { Comparison } from '../../../../provenance/index.ts';
import { namesMeet } from '../../look/server-names.ts';
import type { LintContext, PlacedRoute } from '../../context.ts';

export interface UnexpectedOwner {
  readonly place: PlacedRoute;
  readonly owner: string;
  /** `gateway`: it is not bound to a Gateway of this configuration; `host`: it is, and has no such host. */
  readonly why: 'gateway' | 'host';
  readonly named: readonly string[];
}

export function* unexpectedOwners(context: LintContext): Iterable<UnexpectedOwner> {
  const { comparison } = context;
  if (comparison === null) return;
  const places = new Map<EntityId, PlacedRoute>(context.routes.map((place) => [place.route.id, place]));
  for (const finding of comparison.findings) {
    if (finding.kind !== 'route-not-expected' || finding.cause !== 'not-generated' || finding.owner === null) continue;
    const place = places.get(finding.entity);
    const why = place === undefined ? null : whyUnexpected(comparison, place, finding.owner);
    if (place !== undefined && why !== null) yield { place, owner: finding.owner, ...why };
  }
}

function whyUnexpected(
  { replay, alignment }: Comparison,
  { config, host }: PlacedRoute,
  owner: string,
): Pick<UnexpectedOwner, 'why' | 'named'> | null {
  const service = replay.services.find(({ namespace, name }) => `${namespace}/${name}` === owner);
  const servers = alignment.routeConfigs.get(config.id)?.servers ?? [];
  if (service === undefined || servers.length === 0) return null;
  const gateways = servers.map(({ gateway }) => `${gateway.namespace}/${gateway.name}`);
  if (!service.gateways.some((name) => gateways.includes(name))) return { why: 'gateway', named: service.gateways };
  const isHost = host.domains.some((domain) => service.hosts.some((name) => namesMeet(domain, name)));
  return isHost ? null : { why: 'host', named: service.hosts };
}
