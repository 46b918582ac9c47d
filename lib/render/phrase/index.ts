/** The one place where a match, an action, a source, a filter chain or evidence becomes words. No escaping here. */
export { actionWords } from './action.ts';
export { chainMatchWords } from './chain-match.ts';
export { chainTargetWords } from './chain-target.ts';
export { addLiteralHost, clusterWords } from './cluster.ts';
export type { ClusterWords } from './cluster.ts';
export { clusterSettingsWords, clusterTlsWords, endpointWords } from './cluster-settings.ts';
export { addLiteralHosts, destinationWords } from './destination.ts';
export { evidenceList, evidenceWords } from './evidence.ts';
export { matchWords } from './match.ts';
export { fleetWords } from './fleet.ts';
export { gapLines, proxyWords, statusWords } from './proxy.ts';
export { noRouteWords, TLS_REDIRECT } from './redirect.ts';
export { gatewayList, gatewayWords, resourceList, resourceWords } from './resource.ts';
export { ruleEntries } from './rule.ts';
export { settingsWords } from './settings.ts';
export { shortPlace, sourceWords, STATUS_WORDS } from './source.ts';
export { downstreamTlsWords, tlsOfferWords } from './tls.ts';
