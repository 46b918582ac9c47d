import type { VirtualHost } from '../../../../model/index.ts';
import { hostSelector } from '../../context.ts';
import type { LintContext, PlacedHost } from '../../context.ts';
import { isCatchAll } from '../../look/catch-all.ts';
import { hostWords, ownersOf } from '../../look/owners.ts';
import type { Probe } from '../../probe/proof.ts';
import { sampleProbe, sampleRequest } from '../../probe/sample-request.ts';
import { asciiLower } from '../../../rows/index.ts';
import { defineRule } from '../../rule.ts';
import type { Draft, Rule } from '../../rule.ts';

interface Args {
  readonly host: string;
  readonly wildcard: string;
}

/** Routes of the wildcard host that are tried before it is given up. */
const TRIED = 50;

export const specificHostHidesWildcard: Rule = defineRule<Args>({
  code: 'specific-host-hides-wildcard',
  severity: 'warning',
  needs: ['routes', 'gateway'],
  summary: 'A specific host lacks routes that its wildcard host has: Envoy does not fall back',
  *check(context) {
    for (const place of context.hosts) {
      const found = inHost(context, place);
      if (found !== null) yield found;
    }
  },
  message: ({ host, wildcard }) => `${host} hides ${wildcard}: paths that ${wildcard} serves get 404 on ${host}`,
  fix: ({ host, wildcard }) =>
    `add ${host} to the hosts of the VirtualService for ${wildcard}, or give ${host} a rule for other paths; Envoy never goes on to another host`,
});

function inHost(context: LintContext, { config, host }: PlacedHost): Draft<Args> | null {
  if (host.routes.length === 0 || host.matcher !== undefined || host.incomplete === true) return null;
  if (host.requireTls === 'ALL' || host.routes.some(({ match }) => isCatchAll(match))) return null;
  const { prober, index, view } = context;
  const name = prober.nameOf(config, host);
  if (name === null) return null;
  const wider = index.tableOf(config).hosts.findAll(asciiLower(name))[1];
  if (wider === undefined) return null;
  const probe = lostProbe(context, { config, host }, wider);
  if (probe === null) return null;
  const owners = [host, wider].flatMap((one) => ownersOf(context, { config, host: one }));
  return {
    subject: hostSelector({ config, host }),
    args: { host: hostWords(host), wildcard: hostWords(wider) },
    confidence: 'certain',
    of: owners
      .flatMap(({ routes: [first] }) => first?.route.id ?? [])
      .filter((id) => view.sourceOf(id).resource !== null),
    proof: {
      kind: 'probe',
      probe,
      holds: (seen) =>
        seen.host === host && seen.route === null
          ? `No route of ${host.name} takes it: 404, although ${wider.name} has one.`
          : null,
    },
  };
}

function lostProbe({ prober }: LintContext, { config, host }: PlacedHost, wider: VirtualHost): Probe | null {
  for (const { match, action } of wider.routes.slice(0, TRIED)) {
    if (action.kind === 'directResponse' && action.status >= 400) continue;
    const sample = sampleRequest(match);
    if (sample === null) continue;
    const probe = sampleProbe({ config, host }, sample, isCatchAll(match) ? '/anything' : sample.path);
    const probed = prober.ask(probe);
    if (probed !== null && !probed.seen.open && probed.seen.host === host && probed.seen.route === null) return probe;
  }
  return null;
}
