import { expect } from 'chai';
import { withWordsAfterDashes } from '../../../lib/cli/after-dashes.ts';
import { COMMANDS } from '../../../lib/cli/commands/index.ts';
import { runCli } from '../../support/run-cli.ts';
import { samplePath } from '../../support/samples.ts';

function commandOf(name: string): (typeof COMMANDS)[number] {
  const command = COMMANDS.find(({ names }) => names[0] === name);
  if (command === undefined) throw new Error(`no ${name}`);
  return command;
}

describe('words after --', () => {
  for (const [name, args, expected] of [
    ['capture', { _: ['capture', '-x'] }, { pods: ['-x'] }],
    ['capture', { _: ['capture', 'b'], pods: ['a'] }, { pods: ['a', 'b'] }],
    ['routes', { _: ['r', 'a', 'b'] }, { inputs: ['a', 'b'] }],
    ['routes', { _: ['a'] }, { inputs: ['a'] }],
    ['explain', { _: ['explain', 's', 'a'] }, { selector: 's', inputs: ['a'] }],
    ['explain', { _: ['explain', 'a'], selector: 's' }, { selector: 's', inputs: ['a'] }],
    ['routes', { _: ['routes'], inputs: ['a'] }, { inputs: ['a'] }],
  ] as const) {
    it(`${name} ${JSON.stringify(args)}`, () => {
      expect(withWordsAfterDashes(commandOf(name), args))
        .to.include.deep.keys(Object.keys(expected))
        .and.deep.include(expected);
    });
  }

  it('a file after -- is read', async () => {
    const { stdout, exitCode } = await runCli(['routes', '--', samplePath('seed')]);
    expect([exitCode, stdout.includes('VirtualService default/bookinfo')]).to.deep.equal([0, true]);
  });
});
