import { expect } from 'chai';
import fc from 'fast-check';
import { markdownCell, markdownCode, safe } from '../../../../lib/render/escape/index.ts';
import { spanText, splitRow } from '../markdown-reading.ts';

describe('markdownCell', () => {
  const table: readonly (readonly [string, string, string])[] = [
    ['a word', '/grafana*', '`/grafana*`'],
    ['a bar', 'GET|POST', '`GET\\|POST`'],
    ['a bar after a backslash', 'a\\|b', '`a\\\\|b`'],
    ['a backtick', 'a`b', '``a`b``'],
    ['backticks at the ends', '``x`', '``` ``x` ```'],
    ['HTML', '<script>', '`<script>`'],
    ['a mention', '@istio/maintainers', '`@istio/maintainers`'],
    ['a line feed', 'a\nb', '`a\\u{a}b`'],
    ['nothing', '', ''],
  ];
  for (const [name, given, wanted] of table) it(name, () => expect(markdownCell(given)).to.equal(wanted));

  it('reads back as the text, in one cell', () => {
    const hostile = fc.string({ unit: fc.constantFrom('`', '|', '\\', ' ', 'a', '*', '<', '\n', '\u202e', '@') });
    fc.assert(
      fc.property(hostile, fc.string(), (one, two) => {
        for (const text of [one, two].map((raw) => raw.trim())) {
          const cells = splitRow(`| ${markdownCell(text)} | \`end\` |`);
          expect(cells).to.have.length(2);
          if (text !== '') expect(spanText(cells[0] ?? '')).to.equal(safe(text));
        }
      }),
      { numRuns: 2000 },
    );
  });

  it('outside tables a bar stays as it is', () => expect(markdownCode('a|b')).to.equal('`a|b`'));
});
