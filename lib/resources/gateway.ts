/** Istio's Gateway, typed (networking/v1/gateway.proto). */
import { fieldOf, listAt, numberAt, recordOf, textAt, textMapOf, textsAt } from '../base/plain.ts';
import type { Resource } from './resource.ts';

export interface ServerTls {
  readonly httpsRedirect: boolean;
  /** `PASSTHROUGH` when absent: the proto's zero value. */
  readonly mode: string;
  readonly credentialName: string | undefined;
}

export interface GatewayServer {
  readonly name: string;
  readonly port: { readonly number: number; readonly name: string; readonly protocol: string };
  readonly bind: string;
  readonly hosts: readonly string[];
  readonly tls: ServerTls | undefined;
}

export interface GatewaySpec {
  readonly selector: ReadonlyMap<string, string>;
  readonly servers: readonly GatewayServer[];
}

export function gatewaySpecOf(resource: Resource): GatewaySpec {
  return {
    selector: textMapOf(fieldOf(resource.spec, 'selector')),
    servers: listAt(resource.spec, 'servers').map(gatewayServerOf),
  };
}

function gatewayServerOf(value: unknown): GatewayServer {
  const port = fieldOf(value, 'port');
  const tls = recordOf(fieldOf(value, 'tls'));
  return {
    name: textAt(value, 'name') ?? '',
    port: {
      number: numberAt(port, 'number') ?? 0,
      name: textAt(port, 'name') ?? '',
      protocol: (textAt(port, 'protocol') ?? '').toUpperCase(),
    },
    bind: textAt(value, 'bind') ?? '',
    hosts: textsAt(value, 'hosts'),
    tls:
      tls === undefined
        ? undefined
        : {
            httpsRedirect: fieldOf(tls, 'httpsRedirect') === true,
            mode: textAt(tls, 'mode') ?? 'PASSTHROUGH',
            credentialName: textAt(tls, 'credentialName'),
          },
  };
}
