import { ServerNames } from '../../../../matching/index.ts';
import { hostSelector } from '../../context.ts';
import type { PlacedHost } from '../../context.ts';
import { serverNamesOf } from '../../look/server-names.ts';
import { asciiLower } from '../../../rows/index.ts';
import { defineRule } from '../../rule.ts';
import type { Rule } from '../../rule.ts';

interface Args {
  readonly host: string;
}

/** A load balancer that ends TLS before the gateway is ordinary: a warning, and never certain. */
export const httpsRedirectWithoutTlsListener: Rule = defineRule<Args>({
  code: 'https-redirect-without-tls-listener',
  severity: 'warning',
  needs: ['routes', 'listeners', 'gateway'],
  absence: ['listeners'],
  summary: 'Plain HTTP is redirected to https, and nothing here accepts TLS for that host',
  *check(context) {
    const secure = context.chains.filter(({ chain }) => chain.transportSocket !== null || chain.target.kind === 'tcp');
    const names = secure.map(({ chain }) => serverNamesOf(chain));
    const anyName = names.some((own) => own.length === 0);
    const accepted = new ServerNames(names.flat());
    for (const { config, host } of context.hosts) {
      const entry = context.prober.entriesOf(config)[0];
      if (entry === undefined || entry.chain.transportSocket !== null || !redirects({ config, host })) continue;
      const name = context.prober.nameOf(config, host);
      if (name === null) continue;
      const bare = asciiLower(name.replace(/:\d+$/, ''));
      if (anyName || accepted.cover(bare)) continue;
      yield {
        subject: hostSelector({ config, host }),
        args: { host: bare },
        confidence: 'likely',
        of: [host.id],
        proof: {
          kind: 'probe',
          probe: { config, host, path: '/' },
          holds: (seen) =>
            seen.location?.startsWith('https://') === true
              ? `It is redirected to ${seen.location}, and no filter chain here accepts TLS for ${bare}.`
              : null,
        },
      };
    }
  },
  message: ({ host }) => `redirects ${host} to https, and this proxy accepts no TLS for ${host}`,
  fix: () =>
    'serve the host on an HTTPS server; or, where a load balancer ends TLS, let it send x-forwarded-proto and set numTrustedProxies, and see that it does not come back over http',
});

/** The whole host, or everything under `/`: redirects of single paths may lead to another proxy. */
function redirects({ host }: PlacedHost): boolean {
  if (host.requireTls === 'ALL') return true;
  const [first] = host.routes;
  return (
    first?.action.kind === 'redirect' &&
    first.action.scheme === 'https' &&
    first.action.host === undefined &&
    first.match.path.kind === 'prefix' &&
    first.match.path.value === '/'
  );
}
