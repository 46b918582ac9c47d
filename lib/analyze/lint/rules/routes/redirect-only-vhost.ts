import { hostSelector } from '../../context.ts';
import { hostWords } from '../../look/owners.ts';
import { defineRule } from '../../rule.ts';
import type { Rule } from '../../rule.ts';

interface Args {
  readonly host: string;
}

export const redirectOnlyVhost: Rule = defineRule<Args>({
  code: 'redirect-only-vhost',
  severity: 'info',
  needs: ['routes', 'gateway'],
  summary: 'A host answers plain HTTP with a redirect to https only',
  *check(context) {
    for (const { config, host } of context.hosts) {
      if (host.routes.length > 0 || host.requireTls !== 'ALL') continue;
      yield {
        subject: hostSelector({ config, host }),
        args: { host: hostWords(host) },
        confidence: 'certain',
        of: [host.id],
        proof: {
          kind: 'probe',
          probe: { config, host, path: '/' },
          holds: (seen) => (seen.requiresTls ? 'It is redirected to https (301).' : null),
        },
      };
    }
  },
  message: ({ host }) => `${host} redirects every plain-HTTP request to https`,
  fix: () => 'nothing has to be done: httpsRedirect of the Gateway server asks for it',
});
