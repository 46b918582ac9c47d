/** envoy.config.route.v3.RouteAction: forward upstream. */
import type { ForwardAction, HostRewrite, MirrorPolicy, PathRewrite, RetryPolicy } from '../../model/index.ts';
import type { JsonCursor } from '../../base/json/index.ts';
import {
  InsideMessage,
  flag,
  ignored,
  list,
  member,
  message,
  number,
  object,
  runtimeFraction,
  text,
  unsupported as unsupportedField,
  foldKeys,
} from '../read/index.ts';
import type { Reading } from '../read/index.ts';
import { KEY_TABLE } from '../key-tables.ts';
import { regexOf } from './string-matcher.ts';
import { readWeightedClusters, readWeightsInside } from './weighted-clusters.ts';

type Draft = { -readonly [Key in keyof ForwardAction]?: ForwardAction[Key] };

/** RegexMatchAndSubstitute: the substitution uses `\1`, not `$1`. */
export function regexRewrite(value: unknown): PathRewrite {
  return {
    kind: 'regex',
    regex: regexOf(member(value, 'pattern')),
    substitution: text(member(value, 'substitution')),
  };
}

const RETRY = message<{ -readonly [Key in keyof RetryPolicy]: RetryPolicy[Key] }>('envoy.config.route.v3.RetryPolicy', {
  retry_on: (draft, value) => {
    draft.retryOn = text(value);
  },
  num_retries: (draft, value) => {
    draft.numRetries = number(value);
  },
  per_try_timeout: (draft, value) => {
    draft.perTryTimeout = text(value);
  },
  retriable_status_codes: (draft, value) => {
    draft.retriableStatusCodes = list(value).map(number);
  },
  retry_host_predicate: ignored,
  host_selection_retry_max_attempts: ignored,
  retry_priority: ignored,
  per_try_idle_timeout: ignored,
  retry_back_off: ignored,
  rate_limited_retry_back_off: ignored,
  retriable_headers: ignored,
  retriable_request_headers: ignored,
  retry_options_predicates: ignored,
});

/** Nearly all routes of a dump have the same one. */
export function readRetryPolicy(raw: unknown, reading: Reading): RetryPolicy {
  const policy: RetryPolicy = RETRY({}, raw, reading);
  return reading.firstOf(`retry ${policy.retryOn ?? ''}`, policy, isSameRetry);
}

function isSameRetry(a: RetryPolicy, b: RetryPolicy): boolean {
  return (
    a.retryOn === b.retryOn &&
    a.numRetries === b.numRetries &&
    a.perTryTimeout === b.perTryTimeout &&
    a.retriableStatusCodes?.join() === b.retriableStatusCodes?.join()
  );
}

/** RequestMirrorPolicy; a `runtime_fraction` is absent when every request is mirrored. */
export function readMirrors(value: unknown): MirrorPolicy[] {
  return list(value).map((raw) => {
    const fraction = member(raw, 'runtime_fraction', 'runtimeFraction');
    return {
      cluster: text(member(raw, 'cluster')) || text(member(raw, 'cluster_header', 'clusterHeader')),
      ...(fraction === undefined ? {} : { fraction: runtimeFraction(fraction) }),
    };
  });
}

function upgrades(value: unknown): { type: string; enabled: boolean }[] {
  return list(value).map((raw) => {
    const enabled = member(raw, 'enabled');
    return { type: text(member(raw, 'upgrade_type', 'upgradeType')), enabled: enabled === undefined || flag(enabled) };
  });
}

function templateRewrite(raw: unknown): PathRewrite {
  const template = text(
    member(member(raw, 'typed_config', 'typedConfig'), 'path_template_rewrite', 'pathTemplateRewrite'),
  );
  return template === '' ? unsupportedField('path_rewrite_policy', raw) : { kind: 'template', template };
}

/** An empty prefix_rewrite is the proto default: no rewrite (reference/envoy-semantics.md 5). */
function prefixRewrite(draft: Draft, value: unknown): void {
  if (text(value) !== '') draft.pathRewrite = { kind: 'prefix', value: text(value) };
}

function hostLiteral(draft: Draft, value: unknown): void {
  draft.hostRewrite = { kind: 'literal', value: text(value) };
}

function hostHeader(draft: Draft, value: unknown): void {
  draft.hostRewrite = { kind: 'header', header: text(value) };
}

function autoHost(draft: Draft, value: unknown): void {
  if (flag(value)) draft.hostRewrite = { kind: 'auto' };
}

function hostPathRegex(value: unknown): HostRewrite {
  return {
    kind: 'pathRegex',
    regex: regexOf(member(value, 'pattern')),
    substitution: text(member(value, 'substitution')),
  };
}

function namedCluster(draft: Draft, value: unknown): void {
  draft.cluster = { kind: 'cluster', name: text(value) };
}

const FORWARD = message<Draft>('envoy.config.route.v3.RouteAction', {
  cluster: namedCluster,
  weighted_clusters: (draft, value, reading) => {
    draft.cluster = readWeightedClusters(value, reading);
  },
  cluster_header: (draft, value) => {
    draft.cluster = { kind: 'clusterHeader', header: text(value) };
  },
  cluster_specifier_plugin: (draft, value) => {
    draft.cluster = { kind: 'plugin', name: text(value) };
  },
  inline_cluster_specifier_plugin: (draft, raw) => {
    draft.cluster = { kind: 'plugin', name: text(member(member(raw, 'extension'), 'name')), raw: foldKeys(raw) };
  },
  cluster_not_found_response_code: (draft, value) => {
    draft.clusterNotFoundResponseCode = text(value);
  },
  timeout: (draft, value) => {
    draft.timeout = text(value);
  },
  idle_timeout: (draft, value) => {
    draft.idleTimeout = text(value);
  },
  max_stream_duration: (draft, value) => {
    const duration = text(member(value, 'max_stream_duration', 'maxStreamDuration'));
    if (duration !== '') draft.maxStreamDuration = duration;
  },
  prefix_rewrite: prefixRewrite,
  regex_rewrite: (draft, value) => {
    draft.pathRewrite = regexRewrite(value);
  },
  path_rewrite_policy: (draft, value) => {
    draft.pathRewrite = templateRewrite(value);
  },
  path_rewrite: (draft, value) => {
    draft.pathRewrite = unsupportedField('path_rewrite', value);
  },
  host_rewrite_literal: hostLiteral,
  host_rewrite: hostLiteral,
  host_rewrite_header: hostHeader,
  auto_host_rewrite_header: hostHeader,
  auto_host_rewrite: autoHost,
  host_rewrite_path_regex: (draft, value) => {
    draft.hostRewrite = hostPathRegex(value);
  },
  append_x_forwarded_host: (draft, value) => {
    if (flag(value)) draft.appendXForwardedHost = true;
  },
  retry_policy: (draft, value, reading) => {
    draft.retryPolicy = readRetryPolicy(value, reading);
  },
  request_mirror_policies: (draft, value) => {
    draft.mirrors = readMirrors(value);
  },
  request_mirror_policy: (draft, value) => {
    draft.mirrors = readMirrors([value]);
  },
  hash_policy: (draft, value) => {
    draft.hashPolicy = list(value).map(foldKeys);
  },
  upgrade_configs: (draft, value) => {
    draft.upgrades = upgrades(value);
  },
  priority: (draft, value) => {
    draft.priority = text(value);
  },
  internal_redirect_policy: (draft) => {
    draft.internalRedirect = true;
  },
  internal_redirect_action: (draft, value) => {
    if (text(value) === 'HANDLE_INTERNAL_REDIRECT') draft.internalRedirect = true;
  },
  metadata_match: (draft, value) => {
    draft.metadataMatch = object(value);
  },
  max_grpc_timeout: ignored,
  grpc_timeout_offset: ignored,
  hedge_policy: ignored,
  rate_limits: ignored,
  include_vh_rate_limits: ignored,
  cors: ignored,
  early_data_policy: ignored,
  flush_timeout: ignored,
  max_internal_redirects: ignored,
});

/** What istiod writes; an action with anything else is parsed as a whole. */
const INSIDE = new InsideMessage<Draft>(
  {
    table: KEY_TABLE.forwardAction,
    element: 'route',
    within: 'route',
    texts: { cluster: namedCluster },
    repeats: [
      'timeout',
      'retry_policy',
      'max_grpc_timeout',
      'prefix_rewrite',
      'request_mirror_policies',
      'hash_policy',
    ],
    values: {
      weighted_clusters: (draft, cursor) => {
        const clusters = readWeightsInside(cursor);
        if (clusters !== null) draft.cluster = clusters;
        return clusters !== null;
      },
      host_rewrite_literal: null,
      auto_host_rewrite: null,
      max_stream_duration: null,
      upgrade_configs: null,
    },
  },
  FORWARD,
);

export function readForwardAction(raw: unknown, reading: Reading): ForwardAction {
  return whole(FORWARD({}, raw, reading));
}

/** From the value consumed last; null when it is out of the ordinary, and nothing was read. */
export function readForwardInside(cursor: JsonCursor, reading: Reading): ForwardAction | null {
  const draft: Draft = {};
  return INSIDE.fill(draft, cursor, reading) ? whole(draft) : null;
}

function whole(draft: Draft): ForwardAction {
  // No copy: V8 gives every object that is spread into another a shape of its own, larger than the object.
  draft.kind = 'forward';
  draft.cluster ??= unsupportedField('cluster_specifier', null);
  return draft as ForwardAction;
}
