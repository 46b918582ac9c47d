/**
 * Gateways without creationTimestamp do not tell whose server loses a conflict; the dump does, where it has the route
 * configuration of one of the two servers and not the other's.
 */
import type { ReplayGateway, ReplayServer } from './effective.ts';
import type { FoundOwners } from './found-owners.ts';
import type { LostServer, MergedServers } from './merge-servers.ts';
import type { GenerationProfile } from './profile.ts';
import { routeConfigName } from './route-config-name.ts';

export interface OrderedServers {
  readonly selected: readonly ReplayGateway[];
  readonly merged: MergedServers;
}

/** As often as a loser of unknown age is in the dump and its winner is not, the loser's Gateway moves before the winner's. */
export function orderByDump(
  gateways: readonly ReplayGateway[],
  merge: (order: readonly ReplayGateway[]) => MergedServers,
  profile: GenerationProfile,
  found: () => FoundOwners,
): OrderedServers {
  let selected = gateways;
  let merged = merge(selected);
  const isInDump = (server: ReplayServer, boundPort: number): boolean =>
    found().has(routeConfigName(server, boundPort, profile));
  // Contradicting signs would move the same two for ever.
  for (let moves = gateways.length; moves > 0; moves -= 1) {
    const wrong = merged.lost.find((lost) => isLeftToDump(lost) && winsInDump(lost, isInDump) === 'loser');
    if (wrong?.winner === undefined || wrong.winner === null) break;
    selected = movedBefore(selected, wrong.server.gateway, wrong.winner.gateway);
    merged = merge(selected);
  }
  const lost = merged.lost.map((one) =>
    isLeftToDump(one) && winsInDump(one, isInDump) === 'winner' ? { ...one, isOrderKnown: true } : one,
  );
  return { selected, merged: { ...merged, lost } };
}

function isLeftToDump({ isOrderKnown }: LostServer): boolean {
  return !isOrderKnown;
}

/** Undefined where the dump has both or neither. */
function winsInDump(
  { server, winner, boundPort }: LostServer,
  isInDump: (server: ReplayServer, boundPort: number) => boolean,
): 'winner' | 'loser' | undefined {
  const hasLoser = isInDump(server, boundPort);
  if (winner === null || hasLoser === isInDump(winner, boundPort)) return undefined;
  return hasLoser ? 'loser' : 'winner';
}

function movedBefore(
  gateways: readonly ReplayGateway[],
  moved: ReplayGateway,
  before: ReplayGateway,
): readonly ReplayGateway[] {
  return gateways.flatMap((gateway) => {
    if (gateway === moved) return [];
    return gateway === before ? [moved, gateway] : gateway;
  });
}
