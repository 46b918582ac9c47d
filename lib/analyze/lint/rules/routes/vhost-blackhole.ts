import type { GatewayRef } from '../../../../model/index.ts';
import { hostSelector } from '../../context.ts';
import type { LintContext, PlacedHost } from '../../context.ts';
import { defineRule } from '../../rule.ts';
import type { Rule } from '../../rule.ts';
import { some } from '../../words/source-words.ts';
import { refWords } from '../../words/source-words.ts';

interface Args {
  readonly port: string;
  readonly host: string | null;
  readonly gateways: readonly string[];
}

export const vhostBlackhole: Rule = defineRule<Args>({
  code: 'vhost-blackhole',
  severity: 'error',
  needs: ['routes', 'gateway'],
  summary: 'A Gateway server serves nothing: every request gets 404',
  *check(context) {
    for (const place of context.hosts) {
      const { host, config } = place;
      if (host.routes.length > 0 || host.requireTls === 'ALL') continue;
      if (host.incomplete === true || host.matcher !== undefined) continue;
      const gateways = gatewaysOf(context, place);
      yield {
        subject: hostSelector(place),
        args: {
          port: /:(\d+)$/.exec(host.name)?.[1] ?? '?',
          host: host.name.startsWith('blackhole:') ? null : (host.domains[0] ?? null),
          gateways: gateways.map(refWords),
        },
        confidence: 'certain',
        of: [host.id],
        resources: gateways.map(({ group, kind, namespace, name, server }) => ({
          group,
          kind,
          namespace,
          name,
          path: server,
          location: null,
        })),
        proof: {
          kind: 'probe',
          probe: { config, host, path: '/' },
          holds: (seen) => (seen.route === null && seen.host === host ? 'No route: 404.' : null),
        },
      };
    }
  },
  message: ({ port, host, gateways }) => {
    const of = gateways.length === 0 ? 'a Gateway' : some(gateways);
    return `nothing is served on port ${port}${host === null ? '' : ` for ${host}`}: no VirtualService is bound to the server of ${of}; every request gets 404`;
  },
  fix: () =>
    'bind a VirtualService: gateways names NAMESPACE/NAME of the Gateway, hosts fits those of the server, exportTo reaches its namespace; or remove the server',
});

function gatewaysOf({ view }: LintContext, { config, host }: PlacedHost): readonly GatewayRef[] {
  const own = view.sourceOf(host.id).gateways;
  return own.length > 0 ? own : view.sourceOf(config.id).gateways;
}
