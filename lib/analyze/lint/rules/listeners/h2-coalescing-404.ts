import type { CoalescingBreak } from '../../../../model/index.ts';
import { coalescingBreaks } from '../../../coalescing/index.ts';
import { facts } from '../../probe/proof.ts';
import { defineRule } from '../../rule.ts';
import type { Rule } from '../../rule.ts';
import { some } from '../../words/source-words.ts';

interface Args {
  readonly first: readonly string[];
  readonly second: string;
  readonly secret: string;
  readonly answer: 404 | 'other';
  readonly mutual: boolean;
}

export const h2Coalescing404: Rule = defineRule<Args>({
  code: 'h2-coalescing-404',
  severity: 'error',
  needs: ['listeners', 'routes', 'gateway'],
  summary: 'Browsers reuse the HTTP/2 connection of one site for another, whose routes are not there',
  *check(context) {
    const told = new Set<string>();
    for (const found of coalescingBreaks(context.index)) {
      const { first, second, coveredBy, outcome, mutual, witness } = found;
      const [opened] = first;
      const config = context.snapshot.routeConfigs.find(({ label }) => label === opened?.routeConfig);
      if (opened === undefined) continue;
      const hosts = first.map(({ host }) => host);
      // The other way round was said with the first of the two.
      if (mutual && hosts.every((one) => told.has(`${second.host} ${one}`))) continue;
      for (const one of hosts) told.add(`${one} ${second.host}`);
      const host = config?.virtualHosts[0];
      const said = `Over the connection of ${opened.host} it gets ${outcome.kind === 'notFound' ? '404' : 'the answer of another virtual host'}.`;
      yield {
        subject: `https://${opened.host} then https://${second.host}`,
        args: {
          first: hosts,
          second: second.host,
          secret: coveredBy.secret,
          answer: outcome.kind === 'notFound' ? 404 : 'other',
          mutual,
        },
        // A certificate that does not name the second site makes strict browsers refuse it anyway.
        confidence: coveredBy.kind === 'subjectAltName' ? 'certain' : 'likely',
        of: [second.chain, ...first.map(({ chain }) => chain)],
        proof:
          config === undefined || host === undefined
            ? facts(...visits(found))
            : {
                kind: 'witness',
                witness,
                config,
                host,
                holds: (seen) =>
                  outcome.kind === 'notFound' ? (seen.status === 404 && seen.route === null ? said : null) : said,
              },
      };
    }
  },
  message: ({ first, second, answer, mutual }) =>
    `open https://${first[0] ?? '?'}/, then https://${second}/ in the same browser: ${answer === 404 ? '404' : 'another host answers'}${first.length > 1 ? ` (after any of ${some(first)})` : ''}${mutual ? '; and the other way round' : ''}`,
  fix: ({ secret }) =>
    `put both hosts into one server of one Gateway, or give each a certificate that does not cover the other (now both use ${secret})`,
});

function visits({ first, second }: CoalescingBreak): readonly string[] {
  return [`first https://${first[0]?.host ?? '?'}/`, `then https://${second.host}/`];
}
