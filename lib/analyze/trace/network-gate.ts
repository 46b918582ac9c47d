/** What network filters do before TCP proxy or connection manager see a connection: RBAC decided, others named. */
import type { Filter, FilterChain, Source } from '../../model/index.ts';
import type { Answer, Request } from '../../matching/index.ts';
import { networkRbacVerdicts } from '../../matching/index.ts';
import { rbacWords } from './rbac-words.ts';
import type { Tracer } from './tracer.ts';

/** `closed`: who closes the connection for certain; `notes`: one sentence for each that could. */
export interface NetworkGate {
  readonly closed: { readonly by: string; readonly source: Source | null } | null;
  readonly notes: readonly string[];
}

/** Network filters that take no decision: telemetry, SNI handling, protocol statistics. */
const HARMLESS =
  /metadata_?exchange|peer_?metadata|stats|stackdriver|sni_?cluster|forward_?downstream_?sni|set_?filter_?state|connection_?limit|(?:mongo|mysql|postgres|zookeeper|kafka|redis)/i;

/** Null where the chain has no such filters. */
export function networkGate(tracer: Tracer, answer: Answer, request: Request): NetworkGate | null {
  const { chain, listener } = answer;
  if (chain === null || chain.networkFilters.length === 0) return null;
  const verdicts = networkRbacVerdicts(chain, {
    request: null,
    asked: request,
    certificate: answer.certificate,
    listenerPort: listener?.port ?? null,
    regexes: tracer.index.regexes,
    ignorePathParameters: false,
  });
  const notes = strangers(chain, new Set(verdicts.map(({ filter }) => filter)));
  for (const { filter, decision } of verdicts) {
    if (decision.kind === 'allowed') continue;
    const words = rbacWords(filter, decision);
    // Another filter before it changes nothing: whoever comes first, the connection ends.
    if (decision.kind === 'denied') return { closed: words, notes };
    notes.push(`The connection could be closed by ${words.by}.`);
  }
  return { closed: null, notes };
}

function strangers({ networkFilters }: FilterChain, known: ReadonlySet<Filter>): string[] {
  return networkFilters
    .filter((filter) => !known.has(filter) && !HARMLESS.test(`${filter.name} ${filter.type ?? ''}`))
    .map(({ name }) => `The connection could be closed or changed by the network filter ${name}.`);
}

/** Who closes the connection for certain; null when nobody does. */
export function closedBy(gate: NetworkGate | null): NetworkGate['closed'] {
  return gate === null ? null : gate.closed;
}
