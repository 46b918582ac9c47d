/** A command that fails or does not end is a row that says so. */
import { expect } from 'chai';
import { comparison } from '../../bench/figures.ts';
import { measure } from '../../bench/measure.ts';
import { resultsText } from '../../bench/results.ts';

const node = (script: string) => ({ title: script, program: process.execPath, args: ['-e', script] });
const row = (what: string, measured: string) => {
  return { what, input: 'd.json', measured, against: 'jq length: 1 s', ratio: '', wanted: '' };
};

describe('the runner of the bench', () => {
  it('tells what failed, what took too long and what is not there', async () => {
    const commands = [
      node('0'),
      node('console.error("no such dump"); process.exit(3)'),
      node('setInterval(() => 0, 1000)'),
      { title: 'absent', program: '/nowhere/jq', args: [] },
    ];
    const [fine, failed, endless, absent] = await measure(commands, 1, 4);
    expect(fine).to.include({ runs: 1 });
    expect(failed).to.deep.equal({ failed: 'failed: no such dump' });
    expect(endless).to.deep.equal({ failed: 'not done after 4 s' });
    expect(absent).to.have.property('failed');
  }).timeout(20_000);

  it('holds a figure against its bounds, and a missing one against none', () => {
    const measured = { seconds: 2, least: 1.9, megabytes: 100, runs: 3 };
    const jq = { title: 'jq length', outcome: { seconds: 4, least: 4, megabytes: 1000, runs: 3 } };
    const held = comparison('routes', 'd', measured, jq, { time: 0.35, memory: 0.25 });
    expect(held.ratio).to.equal('time 0.50, memory 0.10');
    expect(held.wanted).to.equal('time ≤ 0.35: MISSED; memory ≤ 0.25: kept');
    const none = comparison('routes', 'd', { failed: 'not done after 2 s' }, jq, { time: 0.35 });
    expect(none).to.include({ measured: 'not done after 2 s', ratio: '', wanted: 'time ≤ 0.35: not measured' });
  });

  it('keeps one table: the newest figure of each row, of one machine', () => {
    const first = resultsText('', [row('routes', 'a|b'), row('lint', 'old')], '2026-01-01', 'small');
    const second = resultsText(first, [row('lint', 'new')], '2026-02-02', 'small');
    expect(second).to.match(/\| 2026-02-02 \| lint +\| d.json \| new/);
    expect(second).to.match(/\| 2026-01-01 \| routes \| d.json \| a\\\|b/);
    expect(second).not.to.include('old');
    expect(resultsText(second, [row('lint', 'other')], '2026-03-03', 'large')).not.to.include('routes');
  });
});
