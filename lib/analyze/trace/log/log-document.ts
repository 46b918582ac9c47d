/** Access log lines explained against the dump, grouped by cause. */
import { sortedBy } from '../../../base/index.ts';
import type { LogAgreement, LogGroup, TraceLine, TraceLogResult } from '../../../model/index.ts';
import type { RequestInput } from '../../../matching/index.ts';
import { requestOf } from '../../../matching/index.ts';
import { proxySummary } from '../../rows/index.ts';
import { traceLine } from '../trace-line.ts';
import type { Tracer } from '../tracer.ts';
import { causeWords } from './flags.ts';
import type { LoggedRequest } from './parse-line.ts';
import { parseLogLine } from './parse-line.ts';

type Counting = { -readonly [Key in keyof LogGroup]: LogGroup[Key] };

export function traceLogDocument(tracer: Tracer, lines: readonly string[]): TraceLogResult {
  const groups = new Map<string, Counting>();
  let unread = 0;
  for (const [at, line] of lines.entries()) {
    const logged = parseLogLine(line);
    if (logged === null) {
      if (line.trim() !== '') unread++;
      continue;
    }
    const group = groupOf(tracer, logged, at + 1);
    const { route } = group.trace;
    const { status, flags, cause, cluster, agreement } = group;
    const key = JSON.stringify([status, flags, cause, cluster, agreement, route, group.trace.disposition]);
    const known = groups.get(key);
    if (known === undefined) groups.set(key, group);
    else known.count++;
  }
  return {
    proxy: proxySummary(tracer.view),
    gaps: tracer.view.snapshot.gaps,
    lines: lines.length,
    unread,
    groups: sortedBy([...groups.values()], ({ count }) => [-count]),
  };
}

function groupOf(tracer: Tracer, logged: LoggedRequest, line: number): Counting {
  const trace = traceLine(tracer, requestOf(inputOf(logged)));
  const { method, path, authority, status, flags, cluster } = logged;
  const request = method === null ? 'a connection without a request' : `${method} ${authority ?? ''}${path ?? ''}`;
  return {
    count: 1,
    status,
    flags,
    cause: causeWords(logged),
    cluster,
    agreement: agreementOf(logged, trace),
    trace,
    example: { line, request },
  };
}

/** The log holds no headers, so routes that look at them are matched as if none had been sent. */
function inputOf({ method, path, authority, protocol, localAddress, remoteAddress, sni }: LoggedRequest): RequestInput {
  const port = Number(/:(\d+)$/.exec(localAddress ?? '')?.[1] ?? 'none');
  return {
    method,
    path,
    authority,
    ...(Number.isNaN(port) ? {} : { port }),
    scheme: method === null ? 'tcp' : sni === null ? null : 'https',
    sni,
    protocol: protocol === 'HTTP/2' ? 'http2' : protocol === 'HTTP/1.0' ? 'http1.0' : 'http1',
    sourceIp: remoteAddress?.replace(/:\d+$/, '').replace(/^\[|\]$/g, '') ?? null,
  };
}

/** Only what Envoy decides by configuration can be compared: its cluster, or an answer of its own. */
function agreementOf({ cluster, status, flags, method }: LoggedRequest, trace: TraceLine): LogAgreement {
  if (trace.disposition === 'indeterminate') return 'unknown';
  if (method === null) return (cluster === null) === (trace.clusters.length === 0) ? 'same' : 'other';
  if (cluster !== null) return trace.clusters.some(({ name }) => name === cluster) ? 'same' : 'other';
  if (trace.status !== null) return trace.status === status ? 'same' : 'other';
  return flags.includes('NR') || flags.includes('NC') ? 'other' : 'unknown';
}
