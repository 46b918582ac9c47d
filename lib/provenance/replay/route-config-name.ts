/** Name of a server's RouteConfiguration (Istio pilot/pkg/model/gateway.go, gatewayRDSRouteName; reference 3.2). */
import type { ReplayServer } from './effective.ts';
import type { GenerationProfile } from './profile.ts';
import { isHttpProtocol, isHttpServer } from './server-protocol.ts';

/** `http.8080`, `https.443.https-shop.shop.shop`, or empty for servers without routes. */
export function routeConfigName(server: ReplayServer, boundPort: number, profile: GenerationProfile): string {
  if (!isHttpServer(server)) return '';
  const bind = profile.bindInRouteName && server.bind !== '' ? `.${server.bind}` : '';
  const { number, name } = server.port;
  if (isHttpProtocol(server.port.protocol)) {
    return `http.${String(profile.rdsUsesBoundPort ? boundPort : number)}${bind}`;
  }
  return `https.${String(number)}.${name}.${server.gateway.name}.${server.gateway.namespace}${bind}`;
}
