/** The objects a request goes through, outermost first: Gateway → VirtualService → Service → DestinationRule. */
import { isSameResource } from '../../../model/index.ts';
import type { ExplainedObject, GatewayRef, Source } from '../../../model/index.ts';
import { makerWords, resourceWords } from '../words/resource-words.ts';

export type Step = ExplainedObject['path'][number];

/** `server` where known; `ports` are those the proxy listens on. */
function gatewaySteps(gateways: readonly GatewayRef[], ports: readonly number[]): readonly Step[] {
  const bound = ports.length === 0 ? '' : `bound port ${ports.map(String).join(', ')}`;
  return gateways.map((gateway) => {
    const server = gateway.server === null ? '' : `server ${gateway.server}`;
    return { label: resourceWords(gateway), detail: [server, bound].filter((part) => part !== '').join(', ') };
  });
}

function joined(...parts: readonly (string | null)[]): string {
  return parts.filter((part) => part !== null && part !== '').join('; ');
}

/** Who made an object: the root before its delegate, or why nobody can be named. */
function makerSteps(source: Source): readonly Step[] {
  if (source.status !== 'attributed' || source.resource === null) {
    return [{ label: makerWords(source), detail: source.reason ?? '' }];
  }
  const doubt = source.confidence === 'certain' ? '' : source.confidence;
  const maker = { label: resourceWords(source.resource), detail: joined(source.path, doubt) };
  if (source.via === null) return [maker];
  return [{ label: resourceWords(source.via), detail: joined(source.via.path, 'delegates') }, maker];
}

/** True when the makers, or all that may be, are Gateways that are named already. */
function isAmong(gateways: readonly GatewayRef[], { resource, candidates }: Source): boolean {
  const makers = resource === null ? candidates : [resource];
  return makers.length > 0 && makers.every((maker) => gateways.some((gateway) => isSameResource(gateway, maker)));
}

/** From the Gateways to the maker; `gateways` are those of the source, or of what the object is part of. */
export function originSteps(
  source: Source,
  ports: readonly number[],
  gateways: readonly GatewayRef[] = source.gateways,
): readonly Step[] {
  const outer = gatewaySteps(gateways, ports);
  return isAmong(gateways, source) ? outer : [...outer, ...makerSteps(source)];
}
