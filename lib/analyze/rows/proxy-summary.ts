import type { ProxySummary, Version } from '../../model/index.ts';
import type { View } from './view.ts';

function versionText({ major, minor, patch }: Version): string {
  return `${String(major)}.${String(minor)}.${String(patch)}`;
}

/** Facts about the proxy that every answer carries. */
export function proxySummary({ snapshot: { proxy }, provenance }: View): ProxySummary {
  const { text, how, because } = provenance.istioVersion;
  const istioVersion = { text, how, because };
  if (proxy === null) {
    return { nodeId: null, name: null, namespace: null, type: null, envoyVersion: null, istioVersion };
  }
  return {
    nodeId: proxy.nodeId === '' ? null : proxy.nodeId,
    name: proxy.name,
    namespace: proxy.namespace,
    type: proxy.type === 'unknown' ? null : proxy.type,
    envoyVersion: proxy.envoyVersion === null ? null : versionText(proxy.envoyVersion),
    istioVersion,
  };
}
