/** The HTTP connection manager: what it made of host, path and scheme before any route was looked at. */
import type { TraceHop } from '../../../model/index.ts';
import type { Request } from '../../../matching/index.ts';
import type { Outcome } from '../outcome.ts';
import { gapWords } from '../words/gap.ts';
import { quote } from '../words/quote.ts';
import { REFUSALS } from '../words/refusal.ts';
import { hopOf } from './hop.ts';

export function managerHop({ answer, status }: Outcome, request: Request): TraceHop | null {
  const { chain, admitted, reason, routeConfig, gaps } = answer;
  if (chain?.target.kind !== 'http') return null;
  if (reason.kind === 'transportMismatch' || reason.kind === 'clientCertificateRequired') return null;
  const hcm = chain.target;
  const shared = { stage: 'connectionManager', consulted: optionsOf(hcm) } as const;
  if (reason.kind === 'refused') {
    const how = status === null ? 'resets the stream' : `answers ${String(status)}`;
    const decided = `It ${how}: ${REFUSALS[reason.refusal.reason]}.`;
    return hopOf({ ...shared, outcome: 'answered', decided });
  }
  if (admitted === null)
    return hopOf({ ...shared, outcome: 'open', decided: `Cannot be told: ${gaps.map(gapWords).join('; ')}.` });
  const { authority, path, forwardedProto } = admitted.facts;
  const changes = [
    request.authority === authority ? '' : `host ${quote(request.authority ?? '')} becomes ${quote(authority)}`,
    request.path === path || path === null ? '' : `path ${quote(request.path ?? '')} becomes ${quote(path)}`,
  ].filter((part) => part !== '');
  const kept = changes.length === 0 ? 'Host and path stay as they are' : changes.join('; ');
  const decided = `${kept}; x-forwarded-proto is ${forwardedProto}.`;
  const empty = reason.kind === 'noRouteConfig';
  return hopOf({
    ...shared,
    outcome: empty ? 'answered' : routeConfig === null ? 'open' : 'taken',
    chosen: routeConfig?.label ?? null,
    decided: empty ? `${decided} Route configuration ${reason.name} is not there: 404.` : decided,
  });
}

const OPTIONS = [
  'normalizePath',
  'mergeSlashes',
  'stripAnyHostPort',
  'stripMatchingHostPort',
  'stripTrailingHostDot',
  'useRemoteAddress',
] as const;

function optionsOf(
  hcm: { readonly [Name in (typeof OPTIONS)[number]]?: boolean } & { readonly pathWithEscapedSlashesAction?: string },
): readonly string[] {
  const on = OPTIONS.filter((name) => hcm[name] === true);
  const escaped = hcm.pathWithEscapedSlashesAction;
  return escaped === undefined ? on : [...on, `pathWithEscapedSlashesAction ${escaped}`];
}
