export { readHeaderMatcher } from './header-matcher.ts';
export { readMetadata } from './istio-metadata.ts';
export { readRouteConfiguration, routeConfigurationOf } from './route-configuration.ts';
export type { RouteConfigDraft } from './route-configuration.ts';
export type { RouteDraft } from './route.ts';
export { readStringMatcher, regexOf } from './string-matcher.ts';
export type { VirtualHostDraft } from './virtual-host.ts';
export { readWeightedClusters } from './weighted-clusters.ts';
