import { routeSelector } from '../../context.ts';
import { regexOf } from '../../look/path-text.ts';
import { facts } from '../../probe/proof.ts';
import { defineRule } from '../../rule.ts';
import type { Rule } from '../../rule.ts';

interface Args {
  readonly regex: string;
  readonly inner: string;
  readonly flags: string;
}

/** Slashes around and flags behind, as JavaScript and Perl write them. Without regex characters it may be a path. */
const LITERAL = /^\/(.*[\\^$*+?()[\]{}|].*)\/([gimsuy]{1,6})$/s;

export const regexJsLiteral: Rule = defineRule<Args>({
  code: 'regex-js-literal',
  severity: 'error',
  needs: ['routes'],
  summary: 'A regex is written as a JavaScript literal: /…/gi',
  *check({ routes }) {
    for (const place of routes) {
      const regex = regexOf(place.route.match);
      const [, inner, flags] = regex === null ? [] : (LITERAL.exec(regex) ?? []);
      if (regex === null || inner === undefined || flags === undefined || !/[gi]/.test(flags)) continue;
      yield {
        subject: routeSelector(place),
        args: { regex, inner, flags },
        confidence: 'likely',
        of: [place.route.id],
        proof: facts(
          `the path must match ${regex}`,
          `RE2 reads the slashes and ${flags} as text: the path would have to end in /${flags}`,
        ),
      };
    }
  },
  message: ({ regex }) => `path regex ${regex} is a JavaScript literal: slashes and flags are read as text`,
  fix: ({ inner, flags }) =>
    `write ${flags.includes('i') ? '(?i)' : ''}${inner.startsWith('^') ? inner.slice(1) : `/${inner.replace(/^\\?\//, '')}`}: the whole path has to match`,
});
