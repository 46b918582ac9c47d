/** Listeners, TLS, server names and filters: section 3.3 of the catalogue (reference/incidents-and-lint.md). */
import type { Rule } from '../../rule.ts';
import { authzAllowNothing } from './authz-allow-nothing.ts';
import { certMismatchOrExpired } from './cert-mismatch-or-expired.ts';
import { corsAfterAuth } from './cors-after-auth.ts';
import { h2Coalescing404 } from './h2-coalescing-404.ts';
import { healthProbeUnrouted } from './health-probe-unrouted.ts';
import { listenerRejected } from './listener-rejected.ts';
import { noGatewayListener } from './no-gateway-listener.ts';
import { noVhostForSniHost } from './no-vhost-for-sni-host.ts';
import { partialDump } from './partial-dump.ts';
import { plaintextOnTlsPort } from './plaintext-on-tls-port.ts';
import { rdsMissing } from './rds-missing.ts';
import { rdsOrphan } from './rds-orphan.ts';
import { readinessListenerMissing } from './readiness-listener-missing.ts';
import { resourceWarming } from './resource-warming.ts';
import { secretMissing } from './secret-missing.ts';
import { sniPrecedence } from './sni-precedence.ts';
import { sniRequired } from './sni-required.ts';
import { trustedHopsHint } from './trusted-hops-hint.ts';
import { versionSkew } from './version-skew.ts';
import { vhostOutsideSni } from './vhost-outside-sni.ts';
import { weakDownstreamTls } from './weak-downstream-tls.ts';

/** What stops all of a listener first. */
export const LISTENER_RULES: readonly Rule[] = [
  listenerRejected,
  noGatewayListener,
  rdsMissing,
  secretMissing,
  resourceWarming,
  certMismatchOrExpired,
  noVhostForSniHost,
  h2Coalescing404,
  plaintextOnTlsPort,
  authzAllowNothing,
  corsAfterAuth,
  vhostOutsideSni,
  readinessListenerMissing,
  weakDownstreamTls,
  versionSkew,
  trustedHopsHint,
  sniRequired,
  sniPrecedence,
  healthProbeUnrouted,
  rdsOrphan,
  partialDump,
];
