import type { EntityId } from '../../../../model/index.ts';
import { hostSelector, routeSelector } from '../../context.ts';
import type { LintContext } from '../../context.ts';
import { redirectLoop as loopOf } from '../../probe/follow.ts';
import type { Probe } from '../../probe/proof.ts';
import { sampleProbe, sampleRequest } from '../../probe/sample-request.ts';
import { defineRule } from '../../rule.ts';
import type { Rule } from '../../rule.ts';

interface Args {
  readonly location: string;
}

interface Start {
  readonly subject: string;
  readonly entity: EntityId;
  readonly probe: Probe;
}

export const redirectLoop: Rule = defineRule<Args>({
  code: 'redirect-loop',
  severity: 'error',
  needs: ['routes', 'listeners'],
  summary: 'Redirects lead back to where they began',
  *check(context) {
    for (const { subject, entity, probe } of starts(context)) {
      const probed = context.prober.ask(probe);
      if (probed === null || probed.seen.open || probed.seen.location === null) continue;
      if (probed.seen.route !== null && probed.seen.route.id !== entity) continue;
      const hops = loopOf(context.prober, probed.request, probed.seen);
      if (hops === null) continue;
      yield {
        subject,
        args: { location: probed.seen.location },
        confidence: 'certain',
        of: [entity],
        proof: {
          kind: 'probe',
          probe,
          holds: (seen) =>
            seen.location === null
              ? null
              : `It is redirected to ${seen.location}; after ${String(hops)} redirect${hops === 1 ? '' : 's'} the same URL is asked again.`,
        },
      };
    }
  },
  message: ({ location }) => `redirects to ${location}, and following that leads back: browsers give up`,
  fix: () =>
    'match what should not be redirected (scheme, path, x-forwarded-proto) before the redirect, or redirect elsewhere',
});

function* starts(context: LintContext): Iterable<Start> {
  for (const place of context.hosts) {
    const { config, host } = place;
    if (host.requireTls === 'ALL') {
      yield { subject: hostSelector(place), entity: host.id, probe: { config, host, path: '/' } };
    }
  }
  for (const place of context.routes) {
    const { config, host, route } = place;
    const sample = route.action.kind === 'redirect' ? sampleRequest(route.match) : null;
    if (sample !== null)
      yield { subject: routeSelector(place), entity: route.id, probe: sampleProbe({ config, host }, sample) };
  }
}
