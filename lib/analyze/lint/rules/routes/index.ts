/** The route table: section 3.1 of the catalogue (reference/incidents-and-lint.md). */
import type { Rule } from '../../rule.ts';
import { crossNamespaceHost } from './cross-namespace-host.ts';
import { crossVsOrderDependent } from './cross-vs-order-dependent.ts';
import { crossVsShadow } from './cross-vs-shadow.ts';
import { directResponseError } from './direct-response-error.ts';
import { duplicateCatchall } from './duplicate-catchall.ts';
import { duplicateDomain } from './duplicate-domain.ts';
import { duplicateRoute } from './duplicate-route.ts';
import { faultOnIngress } from './fault-on-ingress.ts';
import { hostPortNotIgnored } from './host-port-not-ignored.ts';
import { httpsRedirectWithoutTlsListener } from './https-redirect-without-tls-listener.ts';
import { implicit15sTimeout } from './implicit-15s-timeout.ts';
import { multiVsVhost } from './multi-vs-vhost.ts';
import { noCatchall } from './no-catchall.ts';
import { pathLiteralGlob } from './path-literal-glob.ts';
import { pathMissingSlash } from './path-missing-slash.ts';
import { prefixNotSegmentAligned } from './prefix-not-segment-aligned.ts';
import { preflightUnrouted } from './preflight-unrouted.ts';
import { rdsBloat } from './rds-bloat.ts';
import { redirectLoop } from './redirect-loop.ts';
import { redirectOnlyVhost } from './redirect-only-vhost.ts';
import { regexCouldBePrefix } from './regex-could-be-prefix.ts';
import { regexJsLiteral } from './regex-js-literal.ts';
import { regexQuery } from './regex-query.ts';
import { regexUnanchoredIntent } from './regex-unanchored-intent.ts';
import { retryTimeoutBudget } from './retry-timeout-budget.ts';
import { rewriteBarePrefixUnmatched } from './rewrite-bare-prefix-unmatched.ts';
import { rewriteSlashMismatch } from './rewrite-slash-mismatch.ts';
import { rewriteWithoutPrefix } from './rewrite-without-prefix.ts';
import { routeScanDepth } from './route-scan-depth.ts';
import { sameVsShadow } from './same-vs-shadow.ts';
import { specificHostHidesWildcard } from './specific-host-hides-wildcard.ts';
import { unattributedRoute } from './unattributed-route.ts';
import { vhostBlackhole } from './vhost-blackhole.ts';
import { weightsSuspicious } from './weights-suspicious.ts';

export const ROUTE_RULES: readonly Rule[] = [
  duplicateDomain,
  crossVsShadow,
  duplicateCatchall,
  redirectLoop,
  vhostBlackhole,
  pathLiteralGlob,
  pathMissingSlash,
  regexQuery,
  regexJsLiteral,
  directResponseError,
  crossVsOrderDependent,
  sameVsShadow,
  specificHostHidesWildcard,
  crossNamespaceHost,
  prefixNotSegmentAligned,
  rewriteSlashMismatch,
  rewriteWithoutPrefix,
  preflightUnrouted,
  httpsRedirectWithoutTlsListener,
  weightsSuspicious,
  faultOnIngress,
  implicit15sTimeout,
  hostPortNotIgnored,
  rewriteBarePrefixUnmatched,
  retryTimeoutBudget,
  regexUnanchoredIntent,
  regexCouldBePrefix,
  unattributedRoute,
  multiVsVhost,
  duplicateRoute,
  noCatchall,
  redirectOnlyVhost,
  routeScanDepth,
  rdsBloat,
];
