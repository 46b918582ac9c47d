/** Walks a request through listener, filter chain and connection manager; `answer-route.ts` goes on from the route. */
import type { FilterChain, HttpConnectionManager } from '../model/index.ts';
import { admit } from './admission.ts';
import type { Admission, Connection, Refusal } from './admission.ts';
import type { Answer, AnswerParts } from './answer.ts';
import { answerWith, openAnswer } from './answer.ts';
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
  const choice = index.listeners.choose(request);
  if (choice.kind === 'none') {
    return answerWith('connection-closed', null, { kind: 'noListener', port: request.port });
  }
  if (choice.kind === 'indeterminate') return openAnswer([choice.gap]);
  const { listener, how } = choice;
  const asked = request.scheme === null ? { ...request, scheme: schemeBy(listener.filterChains) } : request;
  const facts = connectionFacts(asked, listener, listener.port ?? 0);
  const parts = { listener, listenerBy: how, connection: facts };
  const chain = index.chainsOf(listener).choose(facts);
  switch (chain.kind) {
    case 'none':
      return answerWith('connection-closed', null, { kind: 'noFilterChain', failedAt: chain.failedAt }, parts);
    case 'indeterminate':
      return openAnswer([chain.gap], parts);
    case 'chosen':
      return answerChain(index, asked, chain.chain, { ...parts, chain: chain.chain }, listener.port);
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
  parts: AnswerParts,
  port: number | null,
): Answer {
  const plain = PLAIN_SOCKETS.has(chain.transportSocket);
  if (!plain && chain.tls === undefined && chain.transportSocket !== 'envoy.transport_sockets.tls') {
    return openAnswer([{ kind: 'unsupported', field: 'transport_socket', raw: chain.transportSocket }], parts);
  }
  if (!plain && !startsTls(request) && request.scheme !== 'tcp') {
    return answerWith('connection-closed', null, { kind: 'transportMismatch', expected: 'tls' }, parts);
  }
  const certificate = plain ? NO_CERTIFICATE : certificateOf(request, chain);
  if (chain.tls?.requireClientCertificate === true && certificate !== null && !certificate.presented) {
    return answerWith('connection-closed', null, { kind: 'clientCertificateRequired' }, parts);
  }
  const { target } = chain;
  const shown = { ...parts, certificate };
  if (target.kind === 'tcp') return answerTcp(request, chain, shown);
  if (target.kind === 'other') {
    return openAnswer([{ kind: 'unsupported', field: 'network_filter', raw: target.filter }], shown);
  }
  if (plain && startsTls(request)) {
    return answerWith('bad-request', 400, { kind: 'transportMismatch', expected: 'plaintext' }, shown);
  }
  // A bare connection to an HTTP port: what follows hangs on a request that the asker did not give.
  if (request.scheme === 'tcp') return openAnswer([{ kind: 'requestFact', fact: 'path' }], shown);
  return answerHttp(index, request, target, { secure: !plain, listenerPort: port, certificate }, shown);
}

const NO_CERTIFICATE: ClientCertificate = { presented: false, validated: false };

/** Without a validation context Envoy does not ask for a certificate. */
function certificateOf(request: Request, chain: FilterChain): ClientCertificate | null {
  if (request.clientCertificate !== null) return request.clientCertificate;
  const { tls } = chain;
  const asks = tls === undefined || tls.validation.length > 0 || tls.requireClientCertificate === true;
  return asks ? null : NO_CERTIFICATE;
}

function answerTcp(request: Request, chain: FilterChain, parts: AnswerParts): Answer {
  if (chain.target.kind !== 'tcp') return openAnswer([], parts);
  if (chain.target.sniCluster === true && request.sni !== null && startsTls(request)) {
    return answerWith(
      'tcp-forwarded',
      null,
      { kind: 'tcp' },
      { ...parts, clusters: [{ name: request.sni, weight: 100 }] },
    );
  }
  const { shares, gaps } = clusterShares(chain.target.cluster, null);
  if (gaps.length > 0) return openAnswer(gaps, parts);
  return answerWith('tcp-forwarded', null, { kind: 'tcp' }, { ...parts, clusters: shares });
}

function answerHttp(
  index: MatchingIndex,
  request: Request,
  hcm: HttpConnectionManager,
  connection: Connection,
  parts: AnswerParts,
): Answer {
  const routes = index.routesOf(hcm);
  const config = routes.kind === 'table' ? routes.table.config : null;
  const admission: Admission = admit(request, connection, hcm, index.profile, config?.internalOnlyHeaders);
  if (admission.kind === 'refused') return answerRefusal(admission, parts);
  switch (routes.kind) {
    case 'indeterminate':
      return openAnswer([routes.gap], { ...parts, admitted: admission.request });
    case 'empty':
      return answerWith(
        'not-found',
        404,
        { kind: 'noRouteConfig', name: routes.name },
        { ...parts, admitted: admission.request },
      );
    case 'table':
      return answerRoute(index, routes.table, admission.request, {
        ...parts,
        admitted: admission.request,
        routeConfig: routes.table.config,
      });
  }
}

function answerRefusal(refusal: Refusal, parts: AnswerParts): Answer {
  const disposition = refusal.status === 404 ? 'not-found' : refusal.status === 307 ? 'redirected' : 'bad-request';
  return answerWith(
    disposition,
    refusal.status,
    { kind: 'refused', refusal },
    { ...parts, location: refusal.location ?? null },
  );
}
