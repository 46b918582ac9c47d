/** TCPRoute and TLSRoute of a VirtualService (`spec.tcp[i]`, `spec.tls[i]`), typed. */
import { fieldOf, listAt, numberAt, textAt, textMapOf, textsAt } from '../base/plain.ts';
import { weightedDestinationOf, type WeightedDestination } from './http-rule.ts';

/** L4MatchAttributes, and TLSMatchAttributes when `sniHosts` is set. */
export interface Layer4Match {
  readonly sniHosts: readonly string[];
  readonly destinationSubnets: readonly string[];
  /** 0 when absent. */
  readonly port: number;
  readonly gateways: readonly string[];
  readonly sourceLabels: ReadonlyMap<string, string>;
  readonly sourceNamespace: string;
}

export interface Layer4Rule {
  readonly matches: readonly Layer4Match[];
  readonly destinations: readonly WeightedDestination[];
}

export function layer4RuleOf(value: unknown): Layer4Rule {
  return {
    matches: listAt(value, 'match').map((match) => ({
      sniHosts: textsAt(match, 'sniHosts'),
      destinationSubnets: textsAt(match, 'destinationSubnets'),
      port: numberAt(match, 'port') ?? 0,
      gateways: textsAt(match, 'gateways'),
      sourceLabels: textMapOf(fieldOf(match, 'sourceLabels')),
      sourceNamespace: textAt(match, 'sourceNamespace') ?? '',
    })),
    destinations: listAt(value, 'route').map(weightedDestinationOf),
  };
}
