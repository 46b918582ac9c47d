import type { Evidence, EvidenceKind } from '../../model/index.ts';

/** What each kind of evidence is, in a person's words. */
const KIND_WORDS = {
  metadata: 'metadata',
  routeName: 'route name',
  generatedName: 'generated name',
  clusterName: 'cluster name',
  clusterServices: 'services in the cluster metadata',
  clusterMetadata: 'cluster metadata',
  routeConfigName: 'route configuration name',
  virtualHostName: 'virtual host name',
  secretName: 'secret name',
  statPrefix: 'stat prefix',
  serverNames: 'SNI',
  listenerAddress: 'listener address',
  decorator: 'decorator',
  builtinName: 'built-in name',
  shape: 'shape',
  absence: 'absence',
  policyName: 'policy name',
  replay: 'replay of the given resources',
  resource: 'given resource',
  contradiction: 'against it',
} as const satisfies Record<EvidenceKind, string>;

/** `route configuration name: http.8080`. */
export function evidenceWords(evidence: Evidence): string {
  return `${KIND_WORDS[evidence.kind]}: ${evidence.detail}`;
}

export function evidenceList(evidence: readonly Evidence[]): string {
  return evidence.map(evidenceWords).join('; ');
}
