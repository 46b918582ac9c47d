import type { TraceHop } from '../../../model/index.ts';
import type { Outcome } from '../outcome.ts';
import { hopOf } from './hop.ts';

/** HTTP filters in order: one of them may answer before the router does anything with the route. */
export function filtersHop({ filters }: Outcome): TraceHop | null {
  if (filters === null || filters.names.length === 0) return null;
  const { answered, notes, names } = filters;
  const shared = { stage: 'filters', consulted: names, notes } as const;
  if (answered === null) {
    return hopOf({
      ...shared,
      decided:
        notes.length === 0 ? 'None of the filters answers or changes it.' : 'None certainly answers; some could.',
    });
  }
  const { certain, by, status, source } = answered;
  const decided = certain
    ? `Answered ${String(status)} by ${by}.`
    : `Would be answered ${String(status)} by ${by}, if no filter before it answers or changes the request.`;
  return hopOf({ ...shared, outcome: certain ? 'answered' : 'open', source, decided });
}
