import { expect } from 'chai';
import type { Diagnostic } from '../../../../lib/model/index.ts';
import { renderDiagnostics } from '../../../../lib/render/index.ts';

const cut: Diagnostic = { code: 'CUT', severity: 'warning', message: 'the input ends inside an object' };

describe('renderDiagnostics', () => {
  const table: readonly (readonly [string, Partial<Diagnostic>, string])[] = [
    ['nowhere', {}, 'warning[CUT]: the input ends inside an object\n'],
    ['a document', { document: 'routes.json' }, 'warning[CUT]: the input ends inside an object (routes.json)\n'],
    [
      'a line',
      { document: 'routes.json', line: 12 },
      'warning[CUT]: the input ends inside an object (routes.json:12)\n',
    ],
    [
      'a column, a path and a hint',
      {
        document: '-',
        line: 12,
        column: 3,
        byte: 400,
        path: 'configs[2]',
        hint: 'take it again:\n  istioctl pc all POD -o json',
      },
      'warning[CUT]: the input ends inside an object (-:12:3, configs[2])\n  take it again:\n    istioctl pc all POD -o json\n',
    ],
    ['a byte', { document: '-', byte: 400 }, 'warning[CUT]: the input ends inside an object (-, byte 400)\n'],
    ['a byte of nothing', { byte: 400 }, 'warning[CUT]: the input ends inside an object (byte 400)\n'],
    ['repeats', { count: 3, severity: 'note' }, 'note[CUT]: the input ends inside an object [3 times]\n'],
    ['once', { count: 1, severity: 'error' }, 'error[CUT]: the input ends inside an object\n'],
  ];
  for (const [name, over, wanted] of table) {
    it(name, () => expect(renderDiagnostics([{ ...cut, ...over }], { color: false })).to.equal(wanted));
  }

  it('keeps the order and says nothing for none', () => {
    expect(renderDiagnostics([], { color: true })).to.equal('');
    expect(renderDiagnostics([cut, { ...cut, code: 'A' }], { color: false })).to.match(/CUT[^]*\[A\]/);
  });

  it('colors the head only', () => {
    expect(renderDiagnostics([cut], { color: true })).to.equal(
      '\u001b[33mwarning[CUT]\u001b[39m: the input ends inside an object\n',
    );
  });
});
