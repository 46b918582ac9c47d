/** Virtual hosts that fit too but are never asked, and domains that are nearly the host. */
import type { RouteConfiguration, TraceLoser, VirtualHost } from '../../../model/index.ts';
import type { AdmittedRequest } from '../../../matching/index.ts';
import type { Outcome } from '../outcome.ts';
import type { Tracer } from '../tracer.ts';
import { counted, quote } from '../words/quote.ts';
import { sourceLabel } from '../words/resource.ts';
import { distance } from './distance.ts';
import { byNearness, MOST } from './nearest.ts';
import type { Ranked } from './nearest.ts';

/** Domains further away than this are other hosts, not misspelt ones. */
const NEAR = 3;

export function nearHosts(tracer: Tracer, { answer }: Outcome): readonly TraceLoser[] {
  const { admitted, routeConfig, virtualHost: chosen, reason } = answer;
  if (admitted === null || routeConfig === null) return [];
  const { hosts } = tracer.index.tableOf(routeConfig);
  const key = hosts.keyOf(admitted);
  if (key === null) return [];
  const hidden = hosts.findAll(key).filter((host) => host !== chosen);
  const losers: Ranked<TraceLoser>[] =
    chosen === null
      ? []
      : hidden.map((host) => ({ far: 0, value: hiddenHost(tracer, routeConfig, host, chosen, admitted) }));
  if (chosen === null || (reason.kind === 'noRoute' && !isNamed(chosen, key)))
    losers.push(...misspelt(tracer, routeConfig, key, [chosen, ...hidden]));
  return byNearness(losers).slice(0, MOST);
}

/** Its own name: then nobody misspelt it. */
function isNamed({ domains }: VirtualHost, key: string): boolean {
  return domains.some((domain) => domain.toLowerCase() === key);
}

/** Fits the host, but a more specific domain hides it; whether one of its routes would have matched is worth knowing. */
function hiddenHost(
  { index, view }: Tracer,
  config: RouteConfiguration,
  host: VirtualHost,
  chosen: VirtualHost,
  request: AdmittedRequest,
): TraceLoser {
  const taken = index
    .tableOf(config)
    .consider(host, request)
    .find(({ verdict }) => verdict.kind === 'matched');
  const failed = `its domain ${domainsOf(host)} fits too, but ${chosen.name} is more specific, and Envoy never falls back`;
  const owner = sourceLabel(view.sourceOf(chosen.id));
  const maker = taken === undefined ? null : sourceLabel(view.sourceOf(taken.route.id));
  const made = taken === undefined ? null : `route ${String(taken.route.index)}${maker === null ? '' : ` (${maker})`}`;
  return {
    candidate: `${config.label}/${host.name}`,
    source: view.sourceOf(host.id),
    failed: made === null ? failed : `${failed}; its ${made} would match`,
    change:
      made === null ? null : `add that rule to ${owner ?? `what makes ${chosen.name}`}, which has the nearer host`,
    edit: null,
  };
}

function domainsOf({ domains }: VirtualHost): string {
  return domains.length === 1 ? (domains[0] ?? '') : `${domains[0] ?? ''} (of ${String(domains.length)})`;
}

function misspelt(
  { view }: Tracer,
  config: RouteConfiguration,
  key: string,
  known: readonly (VirtualHost | null)[],
): readonly Ranked<TraceLoser>[] {
  return config.virtualHosts.flatMap((host) => {
    if (known.includes(host)) return [];
    const [domain, far] = host.domains
      .map((name) => [name, distance(name, key)] as const)
      .reduce((a, b) => (b[1] < a[1] ? b : a), ['', Infinity]);
    if (far > NEAR || domain === '*') return [];
    const wanted = domain.startsWith('*.') ? `a name below ${domain.slice(2)}` : domain;
    const failed =
      domain === `*.${key}`
        ? `its domain ${domain} stands for at least one more label`
        : `its domain ${domain} is not ${quote(key)} (${counted(far, 'letter')} or one label off)`;
    return [
      {
        far: far + 1,
        value: {
          candidate: `${config.label}/${host.name}`,
          source: view.sourceOf(host.id),
          failed,
          change: `ask for ${wanted}`,
          edit: `add ${key} to the hosts of the Gateway and of the VirtualService`,
        },
      },
    ];
  });
}
