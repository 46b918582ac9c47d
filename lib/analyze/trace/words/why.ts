/** The one sentence a person needs. */
import type { Source } from '../../../model/index.ts';
import type { ClusterFate } from '../cluster-fate.ts';
import { isDead } from '../cluster-fate.ts';
import { closedBy } from '../network-gate.ts';
import type { Outcome } from '../outcome.ts';
import type { Tracer } from '../tracer.ts';
import { gapWords } from './gap.ts';
import { counted, listed, quote } from './quote.ts';
import { LEVELS, REFUSALS } from './refusal.ts';
import { sourceLabel } from './resource.ts';

/** One sentence with its full stop. `source` is that of the chosen route. */
export function whyWords(tracer: Tracer, outcome: Outcome, source: Source | null): string {
  const { gate } = outcome;
  const closer = closedBy(gate);
  if (closer !== null) {
    const to =
      outcome.disposition === 'tcp-forwarded' ? `it is forwarded to ${clusterList(outcome)}` : 'anything is read';
    return `The connection is closed by ${closer.by}, before ${to}: a network filter of the chain denies it.`;
  }
  const denied = outcome.filters?.answered ?? null;
  if (denied !== null) {
    return denied.certain
      ? `Answered ${String(denied.status)} by ${denied.by}, before the route is used.`
      : `Would be answered ${String(denied.status)} by ${denied.by}, unless a filter before it answers or changes the request first: ${outcome.filters?.notes[0] ?? ''}`;
  }
  const doubt = gate?.notes[0] ?? outcome.filters?.doubt ?? null;
  const words = reasonWords(tracer, outcome, source);
  return doubt === null || DECIDED.has(outcome.disposition) ? words : `${words} ${doubt}`;
}

/** Dispositions that no filter after the connection can change. */
const DECIDED: ReadonlySet<Outcome['disposition']> = new Set(['connection-closed', 'bad-request']);

function reasonWords(tracer: Tracer, outcome: Outcome, source: Source | null): string {
  const { answer } = outcome;
  const { reason, listener, virtualHost, routeConfig, chain } = answer;
  const listenerName = listener?.label ?? '';
  switch (reason.kind) {
    case 'noListener':
      return `Nothing listens on port ${String(reason.port)}: the connection is refused; open ports are ${listed(openPorts(tracer))}.`;
    case 'noFilterChain':
      return `No filter chain of listener ${listenerName} takes this connection${chainFailure(outcome)}: Envoy closes it.`;
    case 'transportMismatch':
      return reason.expected === 'tls'
        ? `Plain HTTP on a port that expects TLS (listener ${listenerName}): the connection is closed.`
        : `TLS on a port that expects plain HTTP (listener ${listenerName}): the codec answers 400.`;
    case 'clientCertificateRequired':
      return `The server of listener ${listenerName} requires a client certificate (mutual TLS), and the client shows none.`;
    case 'refused':
      return `Envoy answers ${String(outcome.status ?? 'by a reset')} before looking for a route: ${REFUSALS[reason.refusal.reason]}.`;
    case 'noRouteConfig':
      return `The route configuration ${reason.name} was never delivered, so every request gets 404.`;
    case 'noVirtualHost':
      return `No virtual host of ${routeConfig?.label ?? ''} answers for host ${quote(reason.key ?? '')}: 404.`;
    case 'noRoute':
      return `Virtual host ${virtualHost?.name ?? ''} answers for this host, but none of its ${counted(virtualHost?.routes.length ?? 0, 'route')} matches: 404; Envoy tries no other virtual host.`;
    case 'requireTls':
      return `Virtual host ${virtualHost?.name ?? ''} requires TLS, so plain HTTP is redirected to ${answer.location ?? 'https'}.`;
    case 'upgradeRefused':
      return `The upgrade to ${quote(reason.upgrade)} is not allowed on this route: 403.`;
    case 'clusterMissing':
      return missingWords(outcome, source);
    case 'tcp':
      return `TCP to ${clusterList(outcome)} by filter chain ${chain?.name ?? String(chain?.index ?? '')} of listener ${listenerName}${deadWords(outcome)}.`;
    case 'route':
      return routeWords(outcome, source);
    case 'gaps':
      return `Cannot be told: ${[...new Set(answer.gaps.map(gapWords))].join('; ')}.`;
  }
}

function openPorts({ view }: Tracer): readonly string[] {
  const ports = view.snapshot.listeners.flatMap(({ port, bindToPort }) => (port === null || !bindToPort ? [] : [port]));
  return [...new Set(ports)].sort((a, b) => a - b).map(String);
}

function chainFailure({ answer }: Outcome): string {
  const { reason, connection } = answer;
  if (reason.kind !== 'noFilterChain' || reason.failedAt === null) return '';
  const { listener } = answer;
  const onlyTls = listener?.filterChains.every(({ transportSocket }) => transportSocket !== null) === true;
  if (onlyTls && connection?.transportProtocol !== 'tls')
    return ' (all of them expect TLS, and the client speaks plain text)';
  if (reason.failedAt !== 'serverNames') return ` (by its ${LEVELS[reason.failedAt]})`;
  const sni = connection?.serverName ?? '';
  return sni === '' ? ' (it sends no SNI)' : ` (no chain serves the SNI ${quote(sni)})`;
}

/** `Route 3 of CONFIG/VHOST (VirtualService …)`. */
function routeName({ answer: { route, routeConfig, virtualHost } }: Outcome, source: Source | null): string {
  const place = `${routeConfig?.label ?? ''}/${virtualHost?.name ?? ''}/${String(route?.index ?? '')}`;
  const made = sourceLabel(source);
  return made === null ? `Route ${place}` : `${made} (route ${place})`;
}

function routeWords(outcome: Outcome, source: Source | null): string {
  const { answer, disposition } = outcome;
  const name = routeName(outcome, source);
  if (disposition === 'redirected') {
    const to = answer.location === null ? 'a location that cannot be computed' : answer.location;
    return `${name} redirects (${String(answer.status)}) to ${to}.`;
  }
  if (disposition === 'direct-response') return `${name} answers ${String(outcome.status)} itself.`;
  return `${name} forwards to ${clusterList(outcome)}${deadWords(outcome)}.`;
}

function missingWords(outcome: Outcome, source: Source | null): string {
  const { answer } = outcome;
  const name = answer.reason.kind === 'clusterMissing' ? answer.reason.name : null;
  const what = name === null ? 'no cluster' : `cluster ${name}`;
  const state = outcome.fates.some(({ kind }) => kind === 'warming') ? 'is still warming' : 'does not exist';
  const fault = name === null ? 'names no cluster for this request' : `forwards to ${what}, which ${state}`;
  return `${routeName(outcome, source)} ${fault}: Envoy answers ${String(outcome.status)} (NC).`;
}

function clusterList({ answer: { clusters } }: Outcome): string {
  const total = clusters.reduce((sum, { weight }) => sum + weight, 0);
  if (clusters.length === 1) return clusters[0]?.name ?? '';
  return clusters
    .filter(({ weight }) => weight > 0)
    .map(({ name, weight }) => `${name} (${share(weight, total)})`)
    .join(', ');
}

/** A weight as percent of all, with at most two decimals. */
export function share(weight: number, total: number): string {
  return total === 0 ? '0 %' : `${String(Math.round((weight * 10_000) / total) / 100)} %`;
}

const DEAD: Readonly<Partial<Record<ClusterFate['kind'], string>>> = {
  missing: 'does not exist (503, NC)',
  warming: 'is still warming (503, NC)',
  noHost: 'has no endpoint that takes traffic (503, UH)',
};

function deadWords({ answer: { clusters }, fates }: Outcome): string {
  const dead = clusters.flatMap(({ name, weight }, index) => {
    const fate = fates[index];
    return weight > 0 && fate !== undefined && isDead(fate) ? [`${name} ${DEAD[fate.kind] ?? ''}`] : [];
  });
  if (dead.length === 0) return '';
  return clusters.length === 1
    ? `, which ${(dead[0] ?? '').slice((clusters[0]?.name.length ?? 0) + 1)}`
    : `, but ${dead.join(', ')}`;
}
