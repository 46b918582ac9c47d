/** Which listener and filter chain take the connection. */
import type { FilterChain, Listener, TraceHop, TraceLoser } from '../../../model/index.ts';
import type { Request } from '../../../matching/index.ts';
import { nearChains } from '../near/chains.ts';
import { closedBy } from '../network-gate.ts';
import type { Outcome } from '../outcome.ts';
import type { Tracer } from '../tracer.ts';
import { gapWords } from '../words/gap.ts';
import { counted, quote } from '../words/quote.ts';
import { LEVELS } from '../words/refusal.ts';
import { hopOf } from './hop.ts';

export function listenerHop(tracer: Tracer, { answer }: Outcome, request: Request): TraceHop {
  const { listener, listenerBy, gaps, reason } = answer;
  const asked = askedPort(request);
  const consulted = [`port ${asked}`];
  if (listener !== null) {
    const how =
      listenerBy === 'bound'
        ? `Listener ${listener.label} is bound to port ${String(listener.port)}.`
        : `A Gateway declares port ${asked}, which listener ${listener.label} serves on port ${String(listener.port)}.`;
    return hopOf({
      stage: 'listener',
      chosen: listener.label,
      source: tracer.view.sourceOf(listener.id),
      consulted,
      decided: how,
    });
  }
  const losers = tracer.view.snapshot.listeners
    .filter(({ port, bindToPort }) => port !== null && bindToPort)
    .map(otherPort(tracer));
  const decided =
    reason.kind === 'noListener'
      ? `Nothing listens on port ${asked}: the connection is refused.`
      : `Cannot be told: ${gaps.map(gapWords).join('; ')}.`;
  return hopOf({
    stage: 'listener',
    outcome: reason.kind === 'noListener' ? 'answered' : 'open',
    consulted,
    decided,
    losers,
  });
}

function askedPort({ port, scheme }: Request): string {
  if (port !== null) return String(port);
  return scheme === 'https' ? '443 (of https)' : scheme === 'http' ? '80 (of http)' : '(not said)';
}

function otherPort({ view }: Tracer): (listener: Listener) => TraceLoser {
  return (listener) => ({
    candidate: listener.label,
    source: view.sourceOf(listener.id),
    failed: `it is bound to port ${String(listener.port)}${stateWords(listener)}`,
    change: `ask with --port ${String(listener.port)}`,
    edit: null,
  });
}

function stateWords({ state }: Listener): string {
  return state === 'warming' || state === 'draining' || state === 'error' ? ` but ${state}` : '';
}

export function chainHop(tracer: Tracer, outcome: Outcome): TraceHop | null {
  const { listener, chain, connection, reason, gaps } = outcome.answer;
  if (listener === null || connection === null) return null;
  const { serverName, transportProtocol, applicationProtocols } = connection;
  const consulted = [
    transportProtocol === 'tls' ? 'TLS' : 'plain text, or TLS that no inspector reads',
    serverName === '' ? 'no SNI' : `SNI ${quote(serverName)}`,
    ...(applicationProtocols === null || applicationProtocols.length === 0
      ? []
      : [`ALPN ${applicationProtocols.join(',')}`]),
  ];
  const shared = { stage: 'filterChain', consulted, losers: nearChains(tracer, outcome) } as const;
  if (chain === null) {
    if (reason.kind !== 'noFilterChain') {
      return hopOf({ ...shared, outcome: 'open', decided: `Cannot be told: ${gaps.map(gapWords).join('; ')}.` });
    }
    const level = reason.failedAt === null ? '' : ` by its ${LEVELS[reason.failedAt]}`;
    const all = counted(listener.filterChains.length, 'filter chain');
    return hopOf({
      ...shared,
      outcome: 'answered',
      decided: `None of the ${all} takes it${level}: Envoy closes the connection.`,
    });
  }
  const { gate } = outcome;
  const closer = closedBy(gate);
  if (closer !== null) {
    return hopOf({
      ...shared,
      outcome: 'answered',
      chosen: `${listener.label}#${String(chain.index)}`,
      source: tracer.view.sourceOf(chain.id),
      decided: `${chosenBy(chain, listener)}, but the connection is closed by ${closer.by}.`,
      notes: gate?.notes ?? [],
    });
  }
  const closed = reason.kind === 'transportMismatch' || reason.kind === 'clientCertificateRequired';
  return hopOf({
    ...shared,
    outcome: closed ? 'answered' : 'taken',
    chosen: `${listener.label}#${String(chain.index)}`,
    source: tracer.view.sourceOf(chain.id),
    notes: gate?.notes ?? [],
    decided: closed
      ? closedWords(reason, outcome.status)
      : `${chosenBy(chain, listener)}, which ${targetWords(chain)}.`,
  });
}

function closedWords(reason: Outcome['answer']['reason'], status: number | null): string {
  if (reason.kind === 'clientCertificateRequired')
    return 'It requires a client certificate, and the client shows none.';
  return status === null
    ? 'It expects TLS, and the client speaks plain text: the connection is closed.'
    : `It expects plain HTTP, and the client speaks TLS: the codec answers ${String(status)}.`;
}

function chosenBy(chain: FilterChain, listener: Listener): string {
  const name = chain.name ?? `number ${String(chain.index)}`;
  if (chain.isDefault) return `No other chain fits, so the default chain ${name} takes it`;
  if (listener.filterChains.length === 1) return `The only filter chain, ${name}, takes it`;
  const { serverNames = [] } = chain.match;
  return serverNames.length === 0
    ? `Filter chain ${name} takes it`
    : `Filter chain ${name} serves ${serverNames.join(', ')}`;
}

function targetWords({ target }: FilterChain): string {
  switch (target.kind) {
    case 'tcp':
      return 'passes the bytes on (TCP proxy)';
    case 'other':
      return `ends in ${target.filter ?? 'no filter that is known'}`;
    case 'http': {
      const { routes } = target;
      if (routes.kind === 'rds') return `speaks HTTP by route configuration ${routes.routeConfigName}`;
      return routes.kind === 'inline' ? 'speaks HTTP by routes of its own' : 'speaks HTTP by scoped or unknown routes';
    }
  }
}
