/** Clusters and endpoints: section 3.2 of the catalogue (reference/incidents-and-lint.md). */
import type { Rule } from '../../rule.ts';
import { blackholeTarget } from './blackhole-target.ts';
import { clusterNotFound } from './cluster-not-found.ts';
import { clustersMissingSystemic } from './clusters-missing-systemic.ts';
import { endpointsUnhealthy } from './endpoints-unhealthy.ts';
import { forcedMtls } from './forced-mtls.ts';
import { grpcToHttp1Cluster } from './grpc-to-http1-cluster.ts';
import { mirrorMissing } from './mirror-missing.ts';
import { noEndpoints } from './no-endpoints.ts';
import { originalDstFromGateway } from './original-dst-from-gateway.ts';
import { outlierCanEjectAll } from './outlier-can-eject-all.ts';
import { plaintextToTlsPort } from './plaintext-to-tls-port.ts';
import { tightCircuitBreaker } from './tight-circuit-breaker.ts';
import { tlsToPlainPort } from './tls-to-plain-port.ts';
import { unknownService } from './unknown-service.ts';
import { upstreamNoVerify } from './upstream-no-verify.ts';

export const CLUSTER_RULES: readonly Rule[] = [
  clustersMissingSystemic,
  clusterNotFound,
  noEndpoints,
  endpointsUnhealthy,
  unknownService,
  blackholeTarget,
  originalDstFromGateway,
  mirrorMissing,
  plaintextToTlsPort,
  tlsToPlainPort,
  forcedMtls,
  upstreamNoVerify,
  grpcToHttp1Cluster,
  outlierCanEjectAll,
  tightCircuitBreaker,
];
