/** The answer of the matching rules, after filters and endpoints have had their say. */
import type { TraceDisposition } from '../../model/index.ts';
import type { Answer, Request } from '../../matching/index.ts';
import { answer, localStatus } from '../../matching/index.ts';
import type { ClusterFate } from './cluster-fate.ts';
import { clusterFate, isDead } from './cluster-fate.ts';
import type { FilterAnswer, FilterFindings } from './filter-findings.ts';
import { filterFindings } from './filter-findings.ts';
import type { NetworkGate } from './network-gate.ts';
import { closedBy, networkGate } from './network-gate.ts';
import type { Tracer } from './tracer.ts';

export interface Outcome {
  readonly answer: Answer;
  readonly disposition: TraceDisposition;
  readonly status: number | null;
  readonly grpcStatus: number | null;
  /** Response flag of an access log. */
  readonly flag: string | null;
  readonly filters: FilterFindings | null;
  readonly gate: NetworkGate | null;
  /** What happens at each cluster of `answer.clusters`, in its order. */
  readonly fates: readonly ClusterFate[];
}

export function outcomeOf(tracer: Tracer, request: Request): Outcome {
  const found = answer(tracer.index, request);
  const fates = found.clusters.map(({ name }) => clusterFate(tracer, name));
  const filters = found.reason.kind === 'upgradeRefused' ? null : filterFindings(tracer, found);
  const base = {
    answer: found,
    disposition: found.disposition,
    status: found.status,
    grpcStatus: found.grpcStatus,
    flag: flagOf(found),
    filters,
    gate: networkGate(tracer, found, request),
    fates,
  };
  // The disposition of TCP is what its chain is for, as Envoy without filters answers it; `why` says who closes it before.
  if (closedBy(base.gate) !== null && base.disposition !== 'tcp-forwarded') {
    return decided(base, 'connection-closed', NO_STATUS, null, null);
  }
  const denied = filters?.answered ?? null;
  if (denied !== null) return denial(base, denied, request);
  if (found.disposition === 'forwarded' && found.status === null) return atClusters(base, request);
  return base;
}

interface Statuses {
  readonly status: number | null;
  readonly grpcStatus: number | null;
}

const NO_STATUS: Statuses = { status: null, grpcStatus: null };

/** The same with another end. Field by field: see AnswerDraft. */
function decided(
  { answer: found, gate, fates }: Outcome,
  disposition: TraceDisposition,
  { status, grpcStatus }: Statuses,
  flag: string | null,
  filters: FilterFindings | null,
): Outcome {
  return { answer: found, disposition, status, grpcStatus, flag, filters, gate, fates };
}

/** A filter's answer beats every outcome of the routes; one that another filter may forestall leaves it open. */
function denial(base: Outcome, { status, certain }: FilterAnswer, request: Request): Outcome {
  if (!certain) return decided(base, 'indeterminate', NO_STATUS, null, base.filters);
  return decided(base, 'direct-response', localStatus(status, request), null, base.filters);
}

/** 503 when every cluster that takes traffic is gone or empty. */
function atClusters(base: Outcome, request: Request): Outcome {
  const taken = base.fates.filter((_, index) => (base.answer.clusters[index]?.weight ?? 0) > 0);
  const [first] = taken;
  if (first === undefined || !taken.every(isDead)) return base;
  const flag = first.kind === 'noHost' ? 'UH' : 'NC';
  return decided(base, base.disposition, localStatus(503, request), flag, base.filters);
}

function flagOf({ reason }: Answer): string | null {
  switch (reason.kind) {
    case 'noFilterChain':
    case 'noRouteConfig':
    case 'noVirtualHost':
    case 'noRoute':
      return 'NR';
    case 'clusterMissing':
      return 'NC';
    case 'transportMismatch':
      return reason.expected === 'plaintext' ? 'DPE' : null;
    case 'refused':
    case 'noListener':
    case 'clientCertificateRequired':
    case 'requireTls':
    case 'upgradeRefused':
    case 'route':
    case 'tcp':
    case 'gaps':
      return null;
  }
}
