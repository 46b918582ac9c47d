/** Options as data: yargs, the completion scripts and the tests read the same tables. */
import type { Options } from 'yargs';

export const FORMATS = ['table', 'wide', 'json', 'yaml', 'ndjson', 'markdown'] as const;
const LINT_ONLY = ['sarif', 'github', 'baseline'] as const;
export type Format = (typeof FORMATS)[number] | (typeof LINT_ONLY)[number];

/** Of every command. */
export const GENERAL_OPTIONS: Readonly<Record<string, Options>> = {
  quiet: { alias: 'q', type: 'boolean', default: false, describe: 'No notes and warnings on stderr' },
  color: { choices: ['auto', 'always', 'never'], default: 'auto', describe: 'Color on a terminal' },
  debug: { type: 'boolean', default: false, describe: 'On a bug of whyroute, print where it happened' },
};

/** Of every command that reads a proxy's configuration. */
export const COMMON_OPTIONS: Readonly<Record<string, Options>> = {
  output: { alias: 'o', choices: FORMATS, default: 'table', describe: 'Output format' },
  ...GENERAL_OPTIONS,
  'max-bytes': {
    type: 'number',
    default: 4 * 1024 ** 3,
    describe: 'Refuse inputs larger than this, after unpacking',
    defaultDescription: '4 GiB',
  },
};

/** Which cluster is asked, and how, when there is no INPUT. */
export const LIVE_OPTIONS: Readonly<Record<string, Options>> = {
  context: { type: 'string', describe: 'Cluster to ask: a context of the kubeconfig' },
  kubeconfig: { type: 'string', describe: 'Another kubeconfig file' },
  istioctl: { type: 'string', describe: 'Path of istioctl' },
  kubectl: { type: 'string', describe: 'Path of kubectl' },
  timeout: {
    type: 'string',
    describe: 'Limit of every single command of a live run: 90s, 2m',
    defaultDescription: '60s',
  },
};

/** A file is written, and the answer about it printed. */
export const FILE_OPTIONS: Readonly<Record<string, Options>> = {
  out: { alias: 'O', type: 'string', describe: 'The file to write' },
  force: { type: 'boolean', describe: 'Replace that file when it is there' },
};

export const CAPTURE_OPTIONS: Readonly<Record<string, Options>> = {
  ...FILE_OPTIONS,
  namespace: { alias: 'n', type: 'string', describe: 'Namespace of the pods' },
  selector: { alias: 'l', type: 'string', describe: 'Pods by label, as kubectl takes it' },
  'without-resources': { type: 'boolean', describe: 'Leave out Kubernetes and Istio objects' },
  'dry-run': { type: 'boolean', describe: 'Print the commands, to be run by hand, and run none' },
};

/** Kubernetes and Istio objects to hold against the dump, and what the input does not say of the pod. */
export const RESOURCE_OPTIONS: Readonly<Record<string, Options>> = {
  pod: {
    type: 'string',
    describe: 'Pod in the cluster (without INPUT) or in a bundle: [TYPE/]NAME[.NAMESPACE]',
  },
  resources: {
    alias: 'r',
    type: 'string',
    describe: 'File or directory of Kubernetes and Istio objects, or -: names the exact rule (repeatable)',
  },
  labels: { type: 'string', describe: 'Labels of the pod, where the input does not say: k=v,…' },
  namespace: { alias: 'n', type: 'string', describe: 'Namespace of the pod, likewise' },
  'istio-version': { type: 'string', describe: 'Release of the control plane, likewise: 1.24.3' },
  ...LIVE_OPTIONS,
};

const SOURCE: Options = { type: 'string', describe: 'Only what this object made: [KIND/]NAMESPACE/NAME' };
const UNATTRIBUTED: Options = { type: 'boolean', describe: 'Only what cannot be explained' };

export const ROUTE_FILTERS: Readonly<Record<string, Options>> = {
  host: { type: 'string', describe: 'Only what answers for this host' },
  path: { type: 'string', describe: 'Only routes that this path may take' },
  source: SOURCE,
  cluster: { type: 'string', describe: 'Only routes to this cluster or service host' },
  port: { type: 'number', describe: 'Only this port, as bound or as declared by the Gateway' },
  'route-config': { type: 'string', describe: 'Only this route configuration' },
  unattributed: UNATTRIBUTED,
};

export const CLUSTER_FILTERS: Readonly<Record<string, Options>> = {
  host: { type: 'string', describe: 'Only clusters of this service host' },
  source: SOURCE,
  cluster: { type: 'string', describe: 'Only this cluster, or those of this service host' },
  port: { type: 'number', describe: 'Only clusters of this service port' },
  unattributed: UNATTRIBUTED,
};

export const LISTENER_FILTERS: Readonly<Record<string, Options>> = {
  host: { type: 'string', describe: 'Only chains that accept this server name' },
  source: SOURCE,
  cluster: { type: 'string', describe: 'Only chains to this cluster or service host' },
  port: { type: 'number', describe: 'Only listeners on this port' },
  'route-config': { type: 'string', describe: 'Only chains that use this route configuration' },
  unattributed: UNATTRIBUTED,
};

export const EXPLAIN_OPTIONS: Readonly<Record<string, Options>> = {
  host: { type: 'string', describe: 'Explain what answers for this host, instead of a SELECTOR' },
  path: { type: 'string', describe: 'With --host: which routes this path may take' },
  port: { type: 'number', describe: 'With --host: only this port' },
};

export const REPORT_OPTIONS: Readonly<Record<string, Options>> = {
  output: { alias: 'o', choices: ['html', 'markdown', 'json', 'yaml'], default: 'html', describe: 'Output format' },
  ...FILE_OPTIONS,
  ask: { type: 'boolean', default: false, describe: 'Only what one more command would settle' },
};

export const TRACE_OPTIONS: Readonly<Record<string, Options>> = {
  request: { alias: 'X', type: 'string', describe: 'Method (default GET)' },
  header: { alias: 'H', type: 'string', describe: "A header, 'name: value'; may be repeated" },
  'data-binary': { type: 'string', describe: 'Ignored: no route looks at a body' },
  port: { type: 'number', describe: 'Port the proxy listens on, or the Gateway declares, instead of the URL’s' },
  sni: { type: 'string', describe: 'TLS server name instead of the host; none: send none' },
  http2: { type: 'boolean', describe: 'The client speaks HTTP/2' },
  'client-cert': { choices: ['presented', 'validated', 'none'], describe: 'The TLS certificate the client shows' },
  'source-ip': { type: 'string', describe: 'Address of the client' },
  curl: { type: 'string', describe: 'A whole curl command instead of a URL' },
  batch: { type: 'string', describe: 'A file with one JSON request a line; one answer a line (-o ndjson)' },
  log: { type: 'string', describe: 'A line of the access log (text or JSON) instead of a URL, or - for many on stdin' },
  expect: { type: 'string', describe: 'CLUSTER, [KIND/]NAMESPACE/NAME or STATUS; exit 1 when it ends elsewhere' },
  'envoy-version': { type: 'string', describe: 'Rules of this Envoy, when the input does not tell its version' },
};

export const LINT_OPTIONS: Readonly<Record<string, Options>> = {
  output: {
    alias: 'o',
    choices: [...FORMATS, ...LINT_ONLY],
    default: 'table',
    describe: 'Output format; wide: with requests to try and fixes; github: annotations; baseline: for --baseline',
  },
  all: { type: 'boolean', default: false, describe: 'All findings, not just the ten worst (table, wide)' },
  'fail-on': {
    choices: ['error', 'warning', 'info', 'never'],
    default: 'error',
    describe: 'Exit with 1 when a finding is this grave',
  },
  only: { type: 'string', describe: 'Only these rules: CODE,… (repeatable)' },
  ignore: {
    type: 'string',
    describe: 'Silent about CODE, or CODE=SUBJECT (* is a wildcard; repeatable)',
  },
  'ignore-file': { type: 'string', describe: 'The same from a file: CODE[=SUBJECT]  # reason' },
  baseline: {
    type: 'string',
    describe: 'Silent about the findings of this earlier -o baseline or json',
  },
};
