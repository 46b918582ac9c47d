/** From the route table to what the route does: redirects computed, clusters named, missing ones told. */
import type { ForwardAction, Route } from '../model/index.ts';
import type { AdmittedRequest } from './admitted-request.ts';
import type { Answer, AnswerDraft } from './answer.ts';
import { answerWith, openAnswer } from './answer.ts';
import type { MatchingIndex } from './matching-index.ts';
import { redirectLocation, tlsRedirectLocation } from './redirect-location.ts';
import type { RouteTable } from './route-table.ts';
import { isWritten } from './visible-headers.ts';
import { clusterShares } from './weighted-clusters.ts';

export function answerRoute(
  index: MatchingIndex,
  table: RouteTable,
  request: AdmittedRequest,
  draft: AnswerDraft,
): Answer {
  const choice = table.choose(request);
  draft.virtualHost = choice.virtualHost;
  switch (choice.kind) {
    case 'none': {
      const reason =
        choice.virtualHost === null
          ? ({ kind: 'noVirtualHost', key: choice.key } as const)
          : ({ kind: 'noRoute' } as const);
      return answerWith('not-found', 404, reason, draft);
    }
    case 'requireTls': {
      const upgrade = refusedUpgrade(null, request);
      if (upgrade !== null) return answerWith('bad-request', 403, { kind: 'upgradeRefused', upgrade }, draft);
      draft.location = tlsRedirectLocation(request);
      return answerWith('redirected', 301, { kind: 'requireTls' }, draft);
    }
    case 'indeterminate':
      draft.candidates = choice.candidates;
      return openAnswer(choice.gaps, draft);
    case 'route':
      draft.route = choice.route;
      return answerAction(index, choice.route, request, draft);
  }
}

function answerAction(index: MatchingIndex, route: Route, request: AdmittedRequest, draft: AnswerDraft): Answer {
  const upgrade = refusedUpgrade(route, request);
  if (upgrade !== null) return answerWith('bad-request', 403, { kind: 'upgradeRefused', upgrade }, draft);
  const { action } = route;
  switch (action.kind) {
    case 'forward':
      return answerForward(index, action, request, draft);
    case 'redirect': {
      const location = redirectLocation(action, route, request, index.regexes);
      if (typeof location === 'string') draft.location = location;
      else draft.gaps = [location];
      return answerWith('redirected', action.status, { kind: 'route' }, draft);
    }
    case 'directResponse':
      return answerWith('direct-response', action.status, { kind: 'route' }, draft);
    case 'nonForwarding':
      return answerWith('forwarded', 503, { kind: 'clusterMissing', name: null }, draft);
    case 'none':
      return openAnswer([{ kind: 'unsupported', field: 'action', raw: null }], draft);
    case 'unsupported':
      return openAnswer([{ kind: 'unsupported', field: action.field, raw: action.raw }], draft);
  }
}

function answerForward(
  index: MatchingIndex,
  action: ForwardAction,
  request: AdmittedRequest,
  draft: AnswerDraft,
): Answer {
  const { shares, gaps } = clusterShares(action.cluster, request);
  draft.clusters = shares;
  if (gaps.length > 0) return openAnswer(gaps, draft);
  const taken = shares.filter(({ weight }) => weight > 0);
  const [only] = taken;
  if (only === undefined || taken.every(({ name }) => isMissing(index, name))) {
    const reason = { kind: 'clusterMissing', name: only?.name ?? null } as const;
    return answerWith('forwarded', notFoundStatus(action), reason, draft);
  }
  return answerWith('forwarded', null, { kind: 'route' }, draft);
}

/** Not in CDS, or still warming: for the router both are "no such cluster". */
function isMissing(index: MatchingIndex, name: string): boolean {
  const cluster = index.cluster(name);
  return cluster === null || cluster?.state === 'warming';
}

/** cluster_not_found_response_code; 503 by default whatever the proto comment says. */
function notFoundStatus({ clusterNotFoundResponseCode }: ForwardAction): number {
  if (clusterNotFoundResponseCode === 'NOT_FOUND') return 404;
  return clusterNotFoundResponseCode === 'INTERNAL_SERVER_ERROR' ? 500 : 503;
}

/** An upgrade that neither the route nor the connection manager allows is answered 403 after the route is chosen. */
function refusedUpgrade(route: Route | null, request: AdmittedRequest): string | null {
  if (!request.headers.isUpgrade()) return null;
  const values = request.headers.get('upgrade');
  const type = isWritten(values) ? '' : (values[0]?.toLowerCase() ?? '');
  const ownUpgrades = route?.action.kind === 'forward' ? (route.action.upgrades ?? []) : [];
  const own = ownUpgrades.find((upgrade) => upgrade.type.toLowerCase() === type);
  const allowed =
    own?.enabled ?? request.facts.hcm.upgradeTypes?.some((upgrade) => upgrade.toLowerCase() === type) ?? false;
  return allowed ? null : type;
}
