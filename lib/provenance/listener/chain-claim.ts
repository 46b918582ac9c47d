/** Who a filter chain belongs to. */
import type { Attribution, FilterChain, Listener } from '../../model/index.ts';
import { unattributed } from '../claim.ts';
import type { Context } from '../context.ts';
import { absence, noTrace } from '../no-trace.ts';
import { bootstrapReason, builtInChain } from './built-in-chain.ts';
import { httpChain } from './http-chain.ts';
import { markedChain } from './marked-chain.ts';
import { tcpChain } from './tcp-chain.ts';

/** What a chain is judged by: itself, its listener, and what is claimed of the route configurations. */
export interface ChainPlace {
  readonly chain: FilterChain;
  readonly listener: Listener;
  readonly context: Context;
  /** The claim of an inline route configuration (by id) or of one that RDS delivers (by name). */
  readonly routeConfig: Attribution | null;
}

export function chainClaim(place: ChainPlace): Attribution {
  const { chain, context } = place;
  const marked = chain.istio?.config;
  if (marked !== undefined) return markedChain(place, marked);
  const builtIn = bootstrapReason(place) ?? builtInChain(place);
  if (builtIn !== null) return builtIn;
  switch (chain.target.kind) {
    case 'http':
      return httpChain(place, chain.target);
    case 'tcp':
      return tcpChain(place, chain.target);
    case 'other': {
      const { filter } = chain.target;
      if (filter === null) {
        return unattributed('it has no filters, so nothing in it tells what it is for', {
          evidence: [absence('no network filters')],
        });
      }
      return noTrace(context.istio, `it ends in ${filter}, as no chain of Istio does`, [
        absence('no HTTP or TCP proxy'),
      ]);
    }
  }
}
