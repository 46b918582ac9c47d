/** What a person looks at first when a request ends in 404: the candidate that was all but taken. */
import type { TraceHop, TraceLoser } from '../../../model/index.ts';
import type { Outcome } from '../outcome.ts';
import { sourceLabel } from './resource.ts';

/** `Nearest: VirtualService shop/a (route 1): …`; null where something was found, or nothing is near. */
export function nearestWords({ answer: { reason }, disposition }: Outcome, hops: readonly TraceHop[]): string | null {
  const missed = reason.kind === 'noRoute' || reason.kind === 'noVirtualHost';
  if (!missed || disposition !== 'not-found') return null;
  const losers = hops.flatMap(({ stage, losers: own }) => own.map((loser) => ({ stage, loser })));
  const near = losers.filter(({ loser }) => loser.change !== null);
  // A slip in the path is likelier meant than another host.
  const found = near.find(({ stage }) => stage === 'route') ?? near[0];
  return found === undefined ? null : `Nearest: ${nameOf(found.stage, found.loser)}: ${found.loser.failed}.`;
}

function nameOf(stage: TraceHop['stage'], { candidate, source }: TraceLoser): string {
  const owner = sourceLabel(source);
  const place = stage === 'route' ? `route ${candidate.slice(candidate.lastIndexOf('/') + 1)}` : candidate;
  return owner === null ? place : `${owner} (${place})`;
}
