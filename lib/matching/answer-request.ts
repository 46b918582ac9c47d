/** Walks a request through listener, filter chain and connection manager; `answer-route.ts` goes on from the route. */
import type { FilterChain, HttpConnectionManager } from '../model/index.ts';
import { admit } from './admission.ts';
import type { Admission, Connection, Refusal } from './admission.ts';
import type { Answer, AnswerDraft } from './answer.ts';
import { answerWith, newAnswer, openAnswer } from './answer.ts';
import { answerRoute } from './answer-route.ts';
import { connectionFacts, startsTls } from './connection-facts.ts';
import { asLocalReply } from './local-reply.ts';
import type { MatchingIndex } from './matching-index.ts';
import type { ClientCertificate, Request } from './request.ts';
import { clusterShares } from './weighted-clusters.ts';

/** The whole answer to one request under the index's snapshot and profile. */
export function answer(index: MatchingIndex, request: Request): Answer {
  return asLocalReply(answerConnection(index, request), request);
}

function answerConnection(index: MatchingIndex, request: Request): Answer {
  const draft = newAnswer();
  const choice = index.listeners.choose(request);
  if (choice.kind === 'none') {
    return answerWith('connection-closed', null, { kind: 'noListener', port: request.port }, draft);
  }
  if (choice.kind === 'indeterminate') return openAnswer([choice.gap], draft);
  const { listener, how } = choice;
  const asked = request.scheme === null ? { ...request, scheme: schemeBy(listener.filterChains) } : request;
  const facts = connectionFacts(asked, listener, listener.port ?? 0);
  draft.listener = listener;
  draft.listenerBy = how;
  draft.connection = facts;
  const chain = index.chainsOf(listener).choose(facts);
  switch (chain.kind) {
    case 'none':
      return answerWith('connection-closed', null, { kind: 'noFilterChain', failedAt: chain.failedAt }, draft);
    case 'indeterminate':
      return openAnswer([chain.gap], draft);
    case 'chosen':
      draft.chain = chain.chain;
      return answerChain(index, asked, chain.chain, draft, listener.port);
  }
}

/** A request that does not say its scheme goes by what its listener serves. */
function schemeBy(chains: readonly FilterChain[]): 'http' | 'https' {
  return chains.length > 0 && chains.every((chain) => chain.transportSocket !== null) ? 'https' : 'http';
}

const PLAIN_SOCKETS: ReadonlySet<string | null> = new Set([null, 'envoy.transport_sockets.raw_buffer']);

function answerChain(
  index: MatchingIndex,
  request: Request,
  chain: FilterChain,
  draft: AnswerDraft,
  port: number | null,
): Answer {
  const plain = PLAIN_SOCKETS.has(chain.transportSocket);
  if (!plain && chain.tls === undefined && chain.transportSocket !== 'envoy.transport_sockets.tls') {
    return openAnswer([{ kind: 'unsupported', field: 'transport_socket', raw: chain.transportSocket }], draft);
  }
  if (!plain && !startsTls(request) && request.scheme !== 'tcp') {
    return answerWith('connection-closed', null, { kind: 'transportMismatch', expected: 'tls' }, draft);
  }
  const certificate = plain ? NO_CERTIFICATE : certificateOf(request, chain);
  if (chain.tls?.requireClientCertificate === true && certificate !== null && !certificate.presented) {
    return answerWith('connection-closed', null, { kind: 'clientCertificateRequired' }, draft);
  }
  const { target } = chain;
  draft.certificate = certificate;
  if (target.kind === 'tcp') return answerTcp(request, chain, draft);
  if (target.kind === 'other') {
    return openAnswer([{ kind: 'unsupported', field: 'network_filter', raw: target.filter }], draft);
  }
  if (plain && startsTls(request)) {
    return answerWith('bad-request', 400, { kind: 'transportMismatch', expected: 'plaintext' }, draft);
  }
  // A bare connection to an HTTP port: what follows hangs on a request that the asker did not give.
  if (request.scheme === 'tcp') return openAnswer([{ kind: 'requestFact', fact: 'path' }], draft);
  return answerHttp(index, request, target, { secure: !plain, listenerPort: port, certificate }, draft);
}

const NO_CERTIFICATE: ClientCertificate = { presented: false, validated: false };

/** Without a validation context Envoy does not ask for a certificate. */
function certificateOf(request: Request, chain: FilterChain): ClientCertificate | null {
  if (request.clientCertificate !== null) return request.clientCertificate;
  const { tls } = chain;
  const asks = tls === undefined || tls.validation.length > 0 || tls.requireClientCertificate === true;
  return asks ? null : NO_CERTIFICATE;
}

function answerTcp(request: Request, chain: FilterChain, draft: AnswerDraft): Answer {
  if (chain.target.kind !== 'tcp') return openAnswer([], draft);
  if (chain.target.sniCluster === true && request.sni !== null && startsTls(request)) {
    draft.clusters = [{ name: request.sni, weight: 100 }];
    return answerWith('tcp-forwarded', null, { kind: 'tcp' }, draft);
  }
  const { shares, gaps } = clusterShares(chain.target.cluster, null);
  if (gaps.length > 0) return openAnswer(gaps, draft);
  draft.clusters = shares;
  return answerWith('tcp-forwarded', null, { kind: 'tcp' }, draft);
}

function answerHttp(
  index: MatchingIndex,
  request: Request,
  hcm: HttpConnectionManager,
  connection: Connection,
  draft: AnswerDraft,
): Answer {
  const routes = index.routesOf(hcm);
  const config = routes.kind === 'table' ? routes.table.config : null;
  const admission: Admission = admit(request, connection, hcm, index.profile, config?.internalOnlyHeaders);
  if (admission.kind === 'refused') return answerRefusal(admission, draft);
  draft.admitted = admission.request;
  switch (routes.kind) {
    case 'indeterminate':
      return openAnswer([routes.gap], draft);
    case 'empty':
      return answerWith('not-found', 404, { kind: 'noRouteConfig', name: routes.name }, draft);
    case 'table':
      draft.routeConfig = routes.table.config;
      return answerRoute(index, routes.table, admission.request, draft);
  }
}

function answerRefusal(refusal: Refusal, draft: AnswerDraft): Answer {
  const disposition = refusal.status === 404 ? 'not-found' : refusal.status === 307 ? 'redirected' : 'bad-request';
  draft.location = refusal.location ?? null;
  return answerWith(disposition, refusal.status, { kind: 'refused', refusal }, draft);
}
