import { expect } from 'chai';
import { readingProgress } from '../../../lib/cli/reading-progress.ts';
import type { Io } from '../../../lib/cli/io.ts';

function terminal(isTTY: boolean, term = 'xterm'): { io: Io; text: () => string } {
  let text = '';
  const stream = { isTTY, columns: 60, write: (chunk: string) => ((text += chunk), true), once: () => 0, on: () => 0 };
  const io = { stdin: [], stdout: stream, stderr: stream, env: { TERM: term } } as unknown as Io;
  return { io, text: () => text };
}

describe('progress of reading', () => {
  it('is silent for two seconds, then says how far it is, and leaves nothing behind', () => {
    const { io, text } = terminal(true);
    let now = 0;
    const progress = readingProgress(io, false, () => now);
    progress.onRead?.('dump.json', 1e6, 3e8);
    now = 1999;
    progress.onRead?.('dump.json', 5e7, 3e8);
    expect(text()).to.equal('');
    now = 2000;
    progress.onRead?.('dump.json', 1e8, 3e8);
    progress.onRead?.('dump.json', 1.1e8, 3e8);
    expect(text()).to.equal('\r\u001b[Kreading dump.json: 100 of 300 MB');
    now = 2300;
    progress.onPhase('finding out who made what');
    progress.end();
    expect(text().endsWith('\r\u001b[Kfinding out who made what\r\u001b[K')).to.equal(true);
  });

  it('steps are told now and then, and what is known to take long at once', () => {
    const { io, text } = terminal(true);
    let now = 0;
    const progress = readingProgress(io, false, () => now);
    progress.onPhase('short');
    progress.onStep('checking rule 1 of 83');
    expect(text()).to.equal('');
    progress.onPhase('long', true);
    now = 2100;
    progress.onStep('checking rule 2 of 83');
    now = 2200;
    progress.onStep('checking rule 3 of 83');
    now = 2400;
    progress.onStep('checking rule 4 of 83');
    progress.end();
    progress.end();
    const lines = ['long', 'checking rule 2 of 83', 'checking rule 4 of 83', ''];
    expect(text()).to.equal(lines.map((line) => `\r\u001b[K${line}`).join(''));
  });

  it('a quick answer leaves the terminal alone', () => {
    const { io, text } = terminal(true);
    const progress = readingProgress(io, false, () => 0);
    progress.onRead?.('dump.json', 1e8, 1e8);
    progress.onPhase('x');
    progress.end();
    expect(text()).to.equal('');
  });

  for (const [why, { io, text }, quiet] of [
    ['--quiet', terminal(true), true],
    ['a pipe', terminal(false), false],
    ['TERM=dumb', terminal(true, 'dumb'), false],
  ] as const) {
    it(`nobody looks: ${why}`, () => {
      let now = 0;
      const progress = readingProgress(io, quiet, () => now);
      now = 3000;
      progress.onRead?.('dump.json', 1e8, 3e8);
      progress.onPhase('long', true);
      now = 6000;
      progress.onStep('checking rule 2 of 83');
      progress.end();
      expect(text()).to.equal('');
    });
  }

  it('a hostile name cannot write to the terminal', () => {
    const { io, text } = terminal(true);
    let now = 0;
    const progress = readingProgress(io, false, () => now);
    now = 3000;
    progress.onRead?.('a\u001b]0;x\u0007', 1, 2);
    expect(text().slice(4)).to.not.match(/[\u001b\u0007]/);
  });
});
