/** From the route table to what the route does: redirects computed, clusters named, missing ones told. */
import type { ForwardAction, Route } from '../model/index.ts';
import type { AdmittedRequest } from './admitted-request.ts';
import type { Answer, AnswerParts } from './answer.ts';
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
  parts: AnswerParts,
): Answer {
  const choice = table.choose(request);
  const found = { ...parts, virtualHost: choice.virtualHost };
  switch (choice.kind) {
    case 'none': {
      const reason =
        choice.virtualHost === null
          ? ({ kind: 'noVirtualHost', key: choice.key } as const)
          : ({ kind: 'noRoute' } as const);
      return answerWith('not-found', 404, reason, found);
    }
    case 'requireTls': {
      const upgrade = refusedUpgrade(null, request);
      if (upgrade !== null) return answerWith('bad-request', 403, { kind: 'upgradeRefused', upgrade }, found);
      return answerWith(
        'redirected',
        301,
        { kind: 'requireTls' },
        { ...found, location: tlsRedirectLocation(request) },
      );
    }
    case 'indeterminate':
      return openAnswer(choice.gaps, { ...found, candidates: choice.candidates });
    case 'route':
      return answerAction(index, choice.route, request, { ...found, route: choice.route });
  }
}

function answerAction(index: MatchingIndex, route: Route, request: AdmittedRequest, parts: AnswerParts): Answer {
  const upgrade = refusedUpgrade(route, request);
  if (upgrade !== null) return answerWith('bad-request', 403, { kind: 'upgradeRefused', upgrade }, parts);
  const { action } = route;
  switch (action.kind) {
    case 'forward':
      return answerForward(index, action, request, parts);
    case 'redirect': {
      const location = redirectLocation(action, route, request, index.regexes);
      const computed = typeof location === 'string' ? { location } : { gaps: [location] };
      return answerWith('redirected', action.status, { kind: 'route' }, { ...parts, ...computed });
    }
    case 'directResponse':
      return answerWith('direct-response', action.status, { kind: 'route' }, parts);
    case 'nonForwarding':
      return answerWith('forwarded', 503, { kind: 'clusterMissing', name: null }, parts);
    case 'none':
      return openAnswer([{ kind: 'unsupported', field: 'action', raw: null }], parts);
    case 'unsupported':
      return openAnswer([{ kind: 'unsupported', field: action.field, raw: action.raw }], parts);
  }
}

function answerForward(
  index: MatchingIndex,
  action: ForwardAction,
  request: AdmittedRequest,
  parts: AnswerParts,
): Answer {
  const { shares, gaps } = clusterShares(action.cluster, request);
  if (gaps.length > 0) return openAnswer(gaps, { ...parts, clusters: shares });
  const taken = shares.filter(({ weight }) => weight > 0);
  const [only] = taken;
  if (only === undefined || taken.every(({ name }) => isMissing(index, name))) {
    const status = notFoundStatus(action);
    return answerWith(
      'forwarded',
      status,
      { kind: 'clusterMissing', name: only?.name ?? null },
      { ...parts, clusters: shares },
    );
  }
  return answerWith('forwarded', null, { kind: 'route' }, { ...parts, clusters: shares });
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
