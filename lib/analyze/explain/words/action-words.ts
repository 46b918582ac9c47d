/** What a route does, as a sentence. The settings that go with it stand in the object's row. */
import type { ClusterSpecifier, RedirectAction, RouteAction } from '../../../model/index.ts';
import { clusterWords, shareWords } from './cluster-words.ts';

function destinations(specifier: ClusterSpecifier): string {
  switch (specifier.kind) {
    case 'cluster':
      return clusterWords(specifier.name);
    case 'weighted': {
      const total = specifier.clusters.reduce((sum, { weight }) => sum + weight, 0);
      const members = specifier.clusters.map(({ name, clusterHeader, weight }) => {
        const where = name === undefined ? `the cluster that header ${clusterHeader ?? ''} names` : clusterWords(name);
        return `${where} (${shareWords(weight, total)})`;
      });
      return members.length === 0 ? 'no cluster: the list of weighted clusters is empty' : members.join(', ');
    }
    case 'clusterHeader':
      return `the cluster that header ${specifier.header} names`;
    case 'plugin':
      return `whatever cluster the extension ${specifier.name} chooses`;
    case 'unsupported':
      return `a cluster chosen by ${specifier.field}, which this version does not know`;
  }
}

function redirectTarget({ scheme, host, port, path, pathRewrite }: RedirectAction): string {
  const parts = [
    scheme === undefined ? '' : `scheme ${scheme}`,
    host === undefined ? '' : `host ${host}`,
    port === undefined ? '' : `port ${String(port)}`,
    path === undefined ? '' : `path ${path}`,
    pathRewrite === undefined ? '' : 'a rewritten path',
  ].filter((part) => part !== '');
  return parts.length === 0 ? 'the same address' : `the same address with ${parts.join(', ')}`;
}

/** One sentence whose subject is the route. */
export function actionSentence(action: RouteAction): string {
  switch (action.kind) {
    case 'forward':
      return `It forwards them to ${destinations(action.cluster)}.`;
    case 'redirect':
      return `It answers ${String(action.status)}, a redirect to ${redirectTarget(action)}.`;
    case 'directResponse':
      return `It answers ${String(action.status)} by itself, without any upstream.`;
    case 'nonForwarding':
      return 'Its action is for gRPC servers; Envoy as a proxy answers 503.';
    case 'none':
      return 'The input holds no action for it.';
    case 'unsupported':
      return `Its action is ${action.field}, which this version does not know.`;
  }
}
