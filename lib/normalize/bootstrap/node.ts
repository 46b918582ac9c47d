/** envoy.config.core.v3.Node: who the proxy is. */
import type { Proxy, Version } from '../../model/index.ts';
import { flag, ignored, message, object, text } from '../read/index.ts';
import type { FieldReader, Reading } from '../read/index.ts';
import { versionOfBuild, versionOfText } from './envoy-version.ts';
import { parseNodeId } from './node-id.ts';

interface Draft {
  id: string;
  metadata: Readonly<Record<string, unknown>>;
  envoyVersion: Version | null;
}

const printedVersion: FieldReader<Draft> = (draft, value) => {
  draft.envoyVersion ??= versionOfText(text(value));
};

const NODE = message<Draft>('envoy.config.core.v3.Node', {
  id: (draft, value) => {
    draft.id = text(value);
  },
  metadata: (draft, value) => {
    draft.metadata = object(value) ?? {};
  },
  user_agent_build_version: (draft, value) => {
    draft.envoyVersion = versionOfBuild(value) ?? draft.envoyVersion;
  },
  user_agent_version: printedVersion,
  build_version: printedVersion,
  hidden_envoy_deprecated_build_version: printedVersion,
  cluster: ignored,
  dynamic_parameters: ignored,
  locality: ignored,
  user_agent_name: ignored,
  extensions: ignored,
  client_features: ignored,
  listening_addresses: ignored,
});

/** A Struct's key, which is never folded; null when it is absent or empty. */
function metadataText(metadata: Draft['metadata'], key: string): string | null {
  return (Object.hasOwn(metadata, key) ? text(metadata[key]) : '') || null;
}

function labelsOf(metadata: Draft['metadata']): ReadonlyMap<string, string> | null {
  const labels = Object.hasOwn(metadata, 'LABELS') ? object(metadata['LABELS']) : undefined;
  return labels === undefined ? null : new Map(Object.entries(labels).map(([key, value]) => [key, text(value)]));
}

/** Metadata is Istio's own word (pkg/model/proxy.go); the node id fills in what it leaves out. */
export function readNode(raw: unknown, reading: Reading): Omit<Proxy, 'runtime'> {
  const { id, metadata, envoyVersion } = NODE({ id: '', metadata: {}, envoyVersion: null }, raw, reading);
  const parsed = parseNodeId(id);
  return {
    nodeId: id,
    type: parsed.type,
    name: metadataText(metadata, 'NAME') ?? parsed.name,
    namespace: metadataText(metadata, 'NAMESPACE') ?? parsed.namespace,
    labels: labelsOf(metadata),
    workload: metadataText(metadata, 'WORKLOAD_NAME'),
    clusterId: metadataText(metadata, 'CLUSTER_ID'),
    istioVersion: metadataText(metadata, 'ISTIO_VERSION'),
    envoyVersion,
    domain: parsed.domain,
    unprivileged: Object.hasOwn(metadata, 'UNPRIVILEGED_POD') ? flag(metadata['UNPRIVILEGED_POD']) : null,
  };
}
