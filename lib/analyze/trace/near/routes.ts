/** Routes of the chosen virtual host that were nearest to taking the request. */
import type { Route, TraceLoser } from '../../../model/index.ts';
import type { Judged } from '../../../matching/index.ts';
import type { Outcome } from '../outcome.ts';
import type { Tracer } from '../tracer.ts';
import { editWords } from '../words/edit.ts';
import { failureWords } from '../words/failure.ts';
import type { Failure } from '../words/failure.ts';
import { gapWords } from '../words/gap.ts';
import { byNearness, MOST } from './nearest.ts';

/** When a route was found: only what was this near. */
const NEAR = 3;

export function nearRoutes(tracer: Tracer, { answer }: Outcome): readonly TraceLoser[] {
  const { admitted, routeConfig, virtualHost, route: chosen, candidates } = answer;
  if (admitted === null || routeConfig === null || virtualHost === null) return [];
  const table = tracer.index.tableOf(routeConfig);
  const losers = table.consider(virtualHost, admitted).flatMap(({ route }) => {
    if (route === chosen || (chosen === null && candidates.includes(route))) return [];
    const judged = table.judge(route, admitted);
    const failures = judged
      .filter(({ truth }) => truth === false)
      .map(({ predicate }) => failureWords(predicate, admitted));
    const late = chosen !== null && route.index > chosen.index ? chosen : null;
    const source = tracer.view.sourceOf(route.id);
    const candidate = `${routeConfig.label}/${virtualHost.name}/${String(route.index)}`;
    const value = { candidate, source, ...told(failures, judged, late), edit: editWords(source, failures[0], late) };
    return [{ far: farness(failures, late, route), value }];
  });
  const near = losers.filter(({ far }) => far < NEAR);
  // Where nothing is near, two that are far still show what the host does serve.
  return near.length > 0 || chosen !== null ? byNearness(near).slice(0, MOST) : byNearness(losers).slice(0, 2);
}

/** A failed condition that a client fulfills by one header counts 1; a path counts by how unlike it is. */
function farness(failures: readonly Failure[], late: Route | null, route: Route): number {
  const sum = failures.reduce((total, { far }) => total + far, 0);
  if (late === null) return sum;
  // What comes later and is not more specific was never meant to win.
  return isNarrower(route, late) ? sum + 0.5 : NEAR;
}

/** More specific by the length of its path, or by more conditions on the same path. */
function isNarrower({ match: route }: Route, { match: other }: Route): boolean {
  const difference = pathLength(route.path) - pathLength(other.path);
  return difference > 0 || (difference === 0 && (route.headers?.length ?? 0) > (other.headers?.length ?? 0));
}

function pathLength(path: Route['match']['path']): number {
  return 'value' in path
    ? path.value.length + (path.kind === 'path' ? 1 : 0)
    : path.kind === 'regex'
      ? path.regex.length
      : 0;
}

function told(
  failures: readonly Failure[],
  judged: readonly Judged[],
  late: Route | null,
): Pick<TraceLoser, 'failed' | 'change'> {
  const [first, ...more] = failures;
  if (first === undefined) {
    const open = judged.flatMap(({ truth }) => (typeof truth === 'boolean' ? [] : [gapWords(truth)]));
    if (late === null) return { failed: `it cannot be told: ${open.join('; ')}`, change: null };
    const may = open.length === 0 ? 'it matches too' : 'it may match too';
    return { failed: `${may}, but route ${String(late.index)} stands before it`, change: null };
  }
  const changes = [first, ...more].map(({ change }) => change);
  const possible = changes.every((change) => change !== null);
  const also = more.length === 0 ? '' : ` (and ${String(more.length)} more)`;
  const change = possible && late === null ? changes.join(', and ') : null;
  return { failed: `${first.words}${also}`, change };
}
