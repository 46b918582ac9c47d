import type { PlacedRoute } from '../../context.ts';
import { clusterUses } from '../../look/cluster-uses.ts';
import { useDrafts } from '../../look/use-drafts.ts';
import { defineRule } from '../../rule.ts';
import type { Rule } from '../../rule.ts';

interface Args {
  readonly cluster: string;
  readonly sign: string;
}

export const grpcToHttp1Cluster: Rule = defineRule<Args>({
  code: 'grpc-to-http1-cluster',
  severity: 'warning',
  needs: ['clusters', 'routes'],
  summary: 'A gRPC route leads to a cluster that speaks HTTP/1.1',
  *check(context) {
    for (const [name, uses] of clusterUses(context)) {
      const cluster = context.index.cluster(name);
      if (cluster === null || cluster === undefined) continue;
      if (cluster.upstreamProtocol !== null && cluster.upstreamProtocol !== 'http1') continue;
      for (const use of uses) {
        const sign = use.place === null ? null : grpcSign(use.place);
        if (sign === null) continue;
        yield* useDrafts(
          context,
          [use],
          { cluster: name, sign },
          {
            outcome: `The route takes it, and ${name} speaks HTTP/1.1.`,
            stated: [`the route is for gRPC: ${sign}`, `${name} has no HTTP/2 option`],
            confidence: 'likely',
          },
        );
      }
    }
  },
  message: ({ cluster, sign }) => `looks like gRPC (${sign}), and ${cluster} is spoken to in HTTP/1.1: gRPC calls fail`,
  fix: () => 'name the port of the Service grpc-… or http2-…, or set appProtocol: grpc',
});

/** `/package.Service/Method`: a dotted name whose last part begins with a capital, as protobuf services are named. */
const SERVICE_PATH = /^\/(?:[a-z][\w]*\.)+[A-Z]\w*(?:\/\w*)?$/;

function grpcSign({ route: { match } }: PlacedRoute): string | null {
  if (match.grpc === true) return 'it matches gRPC only';
  const { path } = match;
  if (
    (path.kind === 'prefix' || path.kind === 'path' || path.kind === 'pathSeparatedPrefix') &&
    SERVICE_PATH.test(path.value)
  ) {
    return `path ${path.value}`;
  }
  const typed = (match.headers ?? []).some(
    ({ name, test, invert }) =>
      name === 'content-type' &&
      invert !== true &&
      'value' in test &&
      test.value.startsWith('application/grpc') &&
      !test.value.includes('web'),
  );
  return typed ? 'content-type application/grpc' : null;
}
