/** The whole answer to one request: the contract's line and every hop. */
import type { TraceHop, TraceResult, TracedRequest, Version } from '../../model/index.ts';
import type { Request, SemanticsProfile } from '../../matching/index.ts';
import { toText } from '../../matching/index.ts';
import { proxySummary } from '../rows/index.ts';
import { clusterHops } from './hops/cluster.ts';
import { filtersHop } from './hops/filters.ts';
import { chainHop, listenerHop } from './hops/listener.ts';
import { managerHop } from './hops/manager.ts';
import { rewriteHop } from './hops/rewrite.ts';
import { routeHop } from './hops/route.ts';
import { virtualHostHop } from './hops/virtual-host.ts';
import { closedBy } from './network-gate.ts';
import { nearestWords } from './words/nearest.ts';
import { outcomeOf } from './outcome.ts';
import type { Outcome } from './outcome.ts';
import { redirectLoop } from './redirect-loop.ts';
import { lineOf } from './trace-line.ts';
import type { Tracer } from './tracer.ts';

export function traceDocument(tracer: Tracer, request: Request): TraceResult {
  const outcome = outcomeOf(tracer, request);
  const line = lineOf(tracer, outcome);
  const loop = redirectLoop(tracer, request, outcome);
  const hops = hopsOf(tracer, outcome, request);
  const more = loop ?? nearestWords(outcome, hops);
  return {
    ...line,
    why: more === null ? line.why : `${line.why} ${more}`,
    flag: outcome.flag,
    grpcStatus: outcome.grpcStatus,
    location: outcome.disposition === 'redirected' ? outcome.answer.location : null,
    request: tracedRequest(request),
    profile: profileWords(tracer.index.profile),
    hops,
    proxy: proxySummary(tracer.view),
    gaps: tracer.view.snapshot.gaps,
  };
}

/** Hops end where the request does. */
function hopsOf(tracer: Tracer, outcome: Outcome, request: Request): readonly TraceHop[] {
  const connection = [listenerHop(tracer, outcome, request), chainHop(tracer, outcome)];
  if (closedBy(outcome.gate) !== null) return connection.filter((hop) => hop !== null);
  const hops = [
    ...connection,
    managerHop(outcome, request),
    virtualHostHop(tracer, outcome),
    routeHop(tracer, outcome),
    filtersHop(outcome),
    rewriteHop(tracer, outcome),
    ...clusterHops(tracer, outcome),
  ];
  return hops.filter((hop) => hop !== null);
}

function tracedRequest(request: Request): TracedRequest {
  const { scheme, port, authority, method, path, headers, sni, protocol } = request;
  return {
    scheme,
    port,
    authority: authority === null ? null : asText(authority),
    method: asText(method),
    path: path === null ? null : asText(path),
    headers: headers.map(([name, value]) => [asText(name), asText(value)]),
    sni,
    protocol,
  };
}

/** Bytes as the text they spell; bytes that are no UTF-8 as Latin-1. */
function asText(bytes: string): string {
  return toText(bytes) ?? bytes;
}

function versionText({ major, minor, patch }: Version): string {
  return `${String(major)}.${String(minor)}.${String(patch)}`;
}

function profileWords({ version, versionFrom, runtimeFrom }: SemanticsProfile): TraceResult['profile'] {
  return { envoyVersion: versionText(version), versionFrom, runtimeFrom };
}
