import { routeSelector } from '../../context.ts';
import { regexOf } from '../../look/path-text.ts';
import { facts } from '../../probe/proof.ts';
import { defineRule } from '../../rule.ts';
import type { Rule } from '../../rule.ts';

interface Args {
  readonly regex: string;
  readonly prefix: string;
}

const LITERAL_HEAD = /^\^?(\/(?:[\w/%~@:,;=&'!-]|\\[./-])*)\.\*\$?$/;

export const regexCouldBePrefix: Rule = defineRule<Args>({
  code: 'regex-could-be-prefix',
  severity: 'info',
  needs: ['routes'],
  summary: 'A path regex says no more than a prefix, and costs more',
  *check({ routes }) {
    for (const place of routes) {
      const regex = regexOf(place.route.match);
      const head = regex === null ? undefined : LITERAL_HEAD.exec(regex)?.[1];
      if (regex === null || head === undefined) continue;
      const prefix = head.replaceAll('\\', '');
      yield {
        subject: routeSelector(place),
        args: { regex, prefix },
        confidence: 'certain',
        of: [place.route.id],
        proof: facts(`the path must match ${regex}`, `prefix ${prefix} takes the same paths`),
      };
    }
  },
  message: ({ regex, prefix }) =>
    `path regex ${regex} takes what prefix ${prefix} takes, and is run for every request that gets there`,
  fix: ({ prefix }) => `write prefix ${prefix}`,
});
