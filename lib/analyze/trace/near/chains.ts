/** Filter chains that were nearest to taking a connection. */
import type { FilterChain, TraceLoser } from '../../../model/index.ts';
import type { ConnectionFacts } from '../../../matching/index.ts';
import { chainMisfits } from '../../../matching/index.ts';
import type { Outcome } from '../outcome.ts';
import type { Tracer } from '../tracer.ts';
import { listed, quote } from '../words/quote.ts';
import { LEVELS } from '../words/refusal.ts';
import { distance } from './distance.ts';
import { byNearness, MOST } from './nearest.ts';

export function nearChains({ view }: Tracer, { answer }: Outcome): readonly TraceLoser[] {
  const { listener, chain: chosen, connection } = answer;
  if (listener === null || connection === null) return [];
  const others = listener.filterChains.filter((chain) => chain !== chosen && !chain.isDefault);
  const judged = others.flatMap((chain) => {
    const { loser, far } = judge(chain, connection, chosen !== null);
    const candidate = `${listener.label}#${String(chain.index)}`;
    return loser === null ? [] : [{ far, value: { candidate, source: view.sourceOf(chain.id), ...loser } }];
  });
  // A chain was found: only those that were close are worth a line.
  return byNearness(chosen === null ? judged : judged.filter(({ far }) => far < 3)).slice(0, MOST);
}

interface Judged {
  readonly loser: Omit<TraceLoser, 'candidate' | 'source'> | null;
  readonly far: number;
}

function judge(chain: FilterChain, connection: ConnectionFacts, found: boolean): Judged {
  const misfits = chainMisfits(chain.match, connection);
  const [first, ...more] = misfits;
  if (first === undefined) {
    const failed = 'it fits too, but Envoy keeps to the most specific match at each level and never goes back';
    return { loser: { failed, change: null, edit: null }, far: found ? 1 : 0 };
  }
  const wants = listed(first.wants);
  if (first.level !== 'serverNames') {
    const failed = `its ${LEVELS[first.level]} is ${wants}${first.open ? ', and the request does not say its own' : ''}`;
    const change = first.level === 'transportProtocol' ? transportChange(first.wants[0] ?? '') : null;
    return { loser: { failed, change, edit: null }, far: 2 + more.length };
  }
  if (chain.transportSocket !== null && connection.transportProtocol !== 'tls') {
    const failed = `it expects TLS with the SNI ${wants}`;
    return { loser: { failed, change: 'use https', edit: null }, far: found ? Infinity : 1 };
  }
  const asked = connection.serverName;
  const [nearest, far] = nearestName(first.wants, asked);
  const failed =
    asked === '' ? `it serves only the SNI ${wants}; none was sent` : `it serves the SNI ${wants}, not ${quote(asked)}`;
  const change = `send ${nearest.startsWith('*.') ? `a name below ${nearest.slice(2)}` : nearest} as SNI (--sni)`;
  return { loser: { failed, change, edit: null }, far: found ? Infinity : far + more.length };
}

function nearestName(names: readonly string[], asked: string): readonly [string, number] {
  const ranked = names.map((name) => [name, distance(name, asked)] as const).sort(([, a], [, b]) => a - b);
  return ranked[0] ?? ['', Infinity];
}

function transportChange(wanted: string): string | null {
  return wanted === 'tls' ? 'use https' : wanted === 'raw_buffer' ? 'use http' : null;
}
