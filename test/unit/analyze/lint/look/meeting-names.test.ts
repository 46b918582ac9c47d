/** Names looked up in an index against names compared one by one. */
import { expect } from 'chai';
import * as fc from 'fast-check';
import { MeetingNames } from '../../../../../lib/analyze/lint/look/meeting-names.ts';
import { namesMeet } from '../../../../../lib/analyze/lint/look/server-names.ts';
import { serverNameCovers } from '../../../../../lib/analyze/lint/probe/host-name.ts';
import { ServerNames } from '../../../../../lib/matching/index.ts';

const LABELS = fc.array(fc.constantFrom('a', 'b', 'ab', 'B'), { minLength: 1, maxLength: 3 });
const NAME = fc
  .tuple(fc.constantFrom('', '', '*.', '*', '.'), LABELS, fc.constantFrom('', '', '', ':80'))
  .map(([head, labels, port]) => `${head}${labels.join('.')}${port}`);
const ANY_NAME = fc.oneof({ weight: 12, arbitrary: NAME }, { weight: 1, arbitrary: fc.constant('*') });
const NAMES = fc.array(ANY_NAME, { maxLength: 6 });

describe('many names at once', () => {
  it('meet what one of them meets', () => {
    fc.assert(
      fc.property(NAMES, ANY_NAME, (names, name) => {
        expect(new MeetingNames(names).meet(name)).to.equal(names.some((one) => namesMeet(one, name)));
      }),
      { numRuns: 5000 },
    );
  });

  it('cover what one of them covers', () => {
    fc.assert(
      fc.property(NAMES, NAME, (names, name) => {
        const lower = names.map((one) => one.toLowerCase());
        expect(new ServerNames(lower).cover(name)).to.equal(names.some((one) => serverNameCovers(one, name)));
      }),
      { numRuns: 5000 },
    );
  });
});
