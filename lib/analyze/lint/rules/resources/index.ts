/** What only the resources tell: section 3.4 of the catalogue, and the rules of 3.2 and 3.3 that need them. */
import type { Rule } from '../../rule.ts';
import { delegateMissing } from './delegate-missing.ts';
import { drNotApplied } from './dr-not-applied.ts';
import { duplicateSni } from './duplicate-sni.ts';
import { expectedFilterMissing } from './expected-filter-missing.ts';
import { gatewayPortWithoutListener } from './gateway-port-without-listener.ts';
import { ownerHostMismatch } from './owner-host-mismatch.ts';
import { ownerOnUnexpectedGateway } from './owner-on-unexpected-gateway.ts';
import { passthroughIgnoresHttp } from './passthrough-ignores-http.ts';
import { portProtocolClash } from './port-protocol-clash.ts';
import { serviceEntryClash } from './service-entry-clash.ts';
import { staleConfig } from './stale-config.ts';
import { tcpFirstVsWins } from './tcp-first-vs-wins.ts';
import { vsNotInDump } from './vs-not-in-dump.ts';

export const RESOURCE_RULES: readonly Rule[] = [
  gatewayPortWithoutListener,
  portProtocolClash,
  duplicateSni,
  delegateMissing,
  vsNotInDump,
  passthroughIgnoresHttp,
  tcpFirstVsWins,
  serviceEntryClash,
  drNotApplied,
  expectedFilterMissing,
  staleConfig,
  ownerOnUnexpectedGateway,
  ownerHostMismatch,
];
