import type { ChainTargetRow } from '../../model/index.ts';
import type { ClusterWords } from './cluster.ts';
import { destinationWords } from './destination.ts';

type HttpTarget = Extract<ChainTargetRow, { kind: 'http' }>;

function httpWords({ routes }: HttpTarget, routeConfig: string | null): string {
  switch (routes.kind) {
    case 'rds':
      return `Route: ${routeConfig ?? routes.routeConfigName}`;
    case 'inline':
      return `Inline Route: ${routeConfig ?? '(nameless)'}`;
    case 'scoped':
      return `Scoped Routes: ${routes.name}`;
    case 'none':
      return 'HTTP without routes';
  }
}

/** Where a filter chain leads, in istioctl's words: `Route: http.8080`, `Cluster: mongo.data:27017`. */
export function chainTargetWords(target: ChainTargetRow, routeConfig: string | null, clusters: ClusterWords): string {
  switch (target.kind) {
    case 'http':
      return httpWords(target, routeConfig);
    case 'tcp': {
      const words = `Cluster: ${destinationWords(target.cluster, clusters)}`;
      return target.sniCluster === true ? `${words} (replaced by the cluster named in the SNI)` : words;
    }
    case 'other':
      return target.filter === null ? '(no filters)' : `Non-HTTP/Non-TCP: ${target.filter}`;
  }
}
