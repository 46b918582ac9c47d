/** What backs a finding: facts of the input, or a request that is put to the matching rules before anything is said. */
import type { RouteConfiguration, VirtualHost, WitnessRequest } from '../../../model/index.ts';
import type { Seen } from './seen.ts';

/** A request into a virtual host; what is absent is a plain GET for a host that the virtual host answers to. */
export interface Probe {
  readonly config: RouteConfiguration;
  readonly host: VirtualHost;
  readonly path: string;
  readonly method?: string;
  readonly headers?: Readonly<Record<string, readonly string[]>> | undefined;
  readonly authority?: string;
}

export type Proof =
  | { readonly kind: 'facts'; readonly facts: readonly string[] }
  | {
      readonly kind: 'probe';
      readonly probe: Probe;
      /** The sentence on what the proxy does with it; null when it does something else, and the finding is dropped. */
      readonly holds: (seen: Seen) => string | null;
    }
  /** A request that the exhaustive analysis found. */
  | {
      readonly kind: 'witness';
      readonly witness: WitnessRequest;
      readonly config: RouteConfiguration;
      readonly host: VirtualHost;
      readonly holds: (seen: Seen) => string | null;
    };

export function facts(...all: readonly string[]): Proof {
  return { kind: 'facts', facts: all };
}
