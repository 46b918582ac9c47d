import type { TraceHop } from '../../../model/index.ts';

/** A hop with nothing to say beside its decision. */
export function hopOf(hop: Pick<TraceHop, 'stage' | 'decided'> & Partial<TraceHop>): TraceHop {
  return { outcome: 'taken', chosen: null, source: null, consulted: [], notes: [], losers: [], ...hop };
}
