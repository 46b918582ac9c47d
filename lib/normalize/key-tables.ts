/** Numbers of the tables of known keys (base/json/known-keys): one for each kind of object that is walked. */
export const KEY_TABLE = {
  route: 0,
  forwardAction: 1,
  routeMatch: 2,
  metadata: 3,
  filterMetadata: 4,
  istioMetadata: 5,
  weightedClusters: 6,
  clusterWeight: 7,
  wrapper: 8,
} as const;
