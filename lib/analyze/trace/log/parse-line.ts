/**
 * One line of Envoy's access log in Istio's default text format or its JSON (istio pilot/pkg/model/telemetry_logging.go,
 * EnvoyTextLogFormat); the format before 1.9 had two quoted fields where the details are now.
 */

/** What the log says of a request; `-` is null. */
export interface LoggedRequest {
  readonly method: string | null;
  readonly path: string | null;
  readonly protocol: string | null;
  readonly status: number | null;
  readonly flags: readonly string[];
  readonly details: string | null;
  readonly upstreamFailure: string | null;
  readonly authority: string | null;
  readonly cluster: string | null;
  readonly localAddress: string | null;
  readonly remoteAddress: string | null;
  readonly sni: string | null;
  readonly routeName: string | null;
}

const TEXT = new RegExp(
  String.raw`\[[^\]]*\] "(?<method>\S+) (?<path>\S*) (?<protocol>\S+)" (?<status>\d+|-) (?<flags>\S+) ` +
    String.raw`(?:(?<details>[^\s"]\S*) \S+ "(?<failure>[^"]*)"|"[^"]*" "(?<oldFailure>[^"]*)") ` +
    String.raw`\S+ \S+ \S+ \S+ "[^"]*" "[^"]*" "[^"]*" "(?<authority>[^"]*)" "[^"]*" (?<cluster>\S+) \S+ ` +
    String.raw`(?<local>\S+) (?<remote>\S+) (?<sni>\S+)(?: (?<route>\S+))?`,
);

/** Null when the line has neither shape: a log of the application, or of another format. */
export function parseLogLine(line: string): LoggedRequest | null {
  const brace = line.indexOf('{');
  if (brace >= 0 && line.trimEnd().endsWith('}')) {
    const parsed = parseJson(line.slice(brace));
    if (parsed !== null) return parsed;
  }
  const found = TEXT.exec(line)?.groups;
  if (found === undefined) return null;
  return logged({
    method: found['method'],
    path: found['path'],
    protocol: found['protocol'],
    response_code: found['status'],
    response_flags: found['flags'],
    response_code_details: found['details'],
    upstream_transport_failure_reason: found['failure'] ?? found['oldFailure'],
    authority: found['authority'],
    upstream_cluster: found['cluster'],
    downstream_local_address: found['local'],
    downstream_remote_address: found['remote'],
    requested_server_name: found['sni'],
    route_name: found['route'],
  });
}

function parseJson(text: string): LoggedRequest | null {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value !== 'object' || value === null || !('response_flags' in value)) return null;
    return logged(value);
  } catch {
    return null;
  }
}

function logged(fields: Readonly<Record<string, unknown>>): LoggedRequest {
  const of = (name: string): string | null => {
    const value = fields[name];
    const text = typeof value === 'number' ? String(value) : typeof value === 'string' ? value : '-';
    return text === '-' || text === '' ? null : text;
  };
  const status = Number(of('response_code') ?? 'none');
  return {
    method: of('method'),
    path: of('path'),
    protocol: of('protocol'),
    status: Number.isInteger(status) && status > 0 ? status : null,
    flags: of('response_flags')?.split(',') ?? [],
    details: of('response_code_details'),
    upstreamFailure: of('upstream_transport_failure_reason'),
    authority: of('authority'),
    // Newer Envoy ends the name with a semicolon.
    cluster: of('upstream_cluster')?.replace(/;$/, '') ?? null,
    localAddress: of('downstream_local_address'),
    remoteAddress: of('downstream_remote_address'),
    sni: of('requested_server_name'),
    routeName: of('route_name'),
  };
}
