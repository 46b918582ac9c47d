/** Which virtual host answers for the host, and which others would have. */
import type { TraceHop } from '../../../model/index.ts';
import { nearHosts } from '../near/hosts.ts';
import type { Outcome } from '../outcome.ts';
import type { Tracer } from '../tracer.ts';
import { gapWords } from '../words/gap.ts';
import { counted, quote } from '../words/quote.ts';
import { hopOf } from './hop.ts';

export function virtualHostHop(tracer: Tracer, outcome: Outcome): TraceHop | null {
  const { admitted, routeConfig, virtualHost, reason, gaps } = outcome.answer;
  if (admitted === null || routeConfig === null) return null;
  const { hosts } = tracer.index.tableOf(routeConfig);
  const key = hosts.keyOf(admitted);
  const consulted = [`host ${quote(key ?? '')}`, counted(routeConfig.virtualHosts.length, 'virtual host')];
  const losers = nearHosts(tracer, outcome);
  if (virtualHost === null) {
    const open = reason.kind === 'gaps';
    const decided = open
      ? `Cannot be told: ${gaps.map(gapWords).join('; ')}.`
      : `No domain of ${routeConfig.label} fits ${quote(key ?? '')}: 404.`;
    return hopOf({ stage: 'virtualHost', outcome: open ? 'open' : 'answered', consulted, decided, losers });
  }
  const choice = hosts.choose(admitted);
  const by = choice.kind === 'chosen' ? ` by its domain ${choice.domain}${HOW[choice.how]}` : '';
  const tls = reason.kind === 'requireTls' ? ' It requires TLS: plain HTTP gets 301 to https.' : '';
  return hopOf({
    stage: 'virtualHost',
    outcome: reason.kind === 'requireTls' ? 'answered' : 'taken',
    chosen: `${routeConfig.label}/${virtualHost.name}`,
    source: tracer.view.sourceOf(virtualHost.id),
    consulted,
    decided: `${virtualHost.name} answers${by}.${tls}`,
    losers,
  });
}

const HOW = {
  exact: '',
  suffix: ' (longest suffix)',
  prefix: ' (longest prefix)',
  any: ' (nothing else fits)',
  only: ' (its only one)',
} as const;
