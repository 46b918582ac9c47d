import { expect } from 'chai';
import { inOneSpelling } from '../../../lib/cli/one-spelling.ts';
import { readCommandLine } from '../../../lib/cli/read-command-line.ts';
import { runCli } from '../../support/run-cli.ts';
import { samplePath } from '../../support/samples.ts';

describe('a command line in one spelling', () => {
  for (const [line, expected] of [
    ['dump.json', 'dump.json'],
    ['-q lint dump.json', 'lint --quiet dump.json'],
    ['dump.json -ojson', 'dump.json --output=json'],
    ['r -qojson dump.json', 'r --quiet --output=json dump.json'],
    ['r -o=json', 'r --output=json'],
    ['r --port 80 --port 443', 'r --port=443'],
    ['r -r a -r b', 'r --resources=a --resources=b'],
    ['r --no-color', 'r --color=never'],
    ['r --unattributed=false', 'r'],
    ['r -zq', 'r -zq'],
    ['--host routes dump.json', '--host=routes dump.json'],
    ['r -- -ojson', 'r -- -ojson'],
    ['help', '--help'],
    ['help lint', 'lint --help'],
    ['-v', '--version'],
    ['r -n --help', 'r --namespace= --help'],
    // Another command's option: what is wrong with it is that it is here.
    ['clusters --path', 'clusters --path='],
  ] as const) {
    it(`${line} is ${expected}`, () => {
      expect(inOneSpelling(line.split(' ')).join(' ')).to.equal(expected);
    });
  }

  for (const [argv, message] of [
    [['r', '-n'], '--namespace wants a value'],
    [['r', '-n', '-o', 'table'], '--namespace wants a value'],
    [['r', '--host='], '--host wants a value'],
    [['r', '-o'], '--output wants a value'],
    [['r', '--port', '8080.5'], '--port wants a number, 0 or more'],
    [['r', '--port='], '--port wants a number, 0 or more'],
    [['r', '--max-bytes', '-1'], '--max-bytes wants a number, 0 or more'],
    [['r', '--port', '70000'], '--port wants a number from 1 to 65535'],
    [['r', '--quiet=maybe'], '--quiet takes no value'],
    [['r', '--hots', 'x'], 'there is no option --hots here\n  did you mean --host?'],
    [['completion', 'bash', '--host', 'x'], 'there is no option --host here\n  it is an option of routes, clusters'],
    [['r', '--host.x', 'y'], 'there is no option --host.x here'],
    [['r', '--no-host'], 'there is no option --no-host here'],
    [['r', '-o', 'xml'], '--output cannot be "xml"\n  one of: table, wide, json'],
    [['rules', 'a', 'b'], 'one word too many: b'],
    [['why-not'], 'a word is missing after the command'],
  ] as const) {
    it(`${argv.join(' ')}: ${message.split('\n')[0] ?? ''}`, async () => {
      const { exitCode, stdout, stderr } = await runCli(argv);
      expect([exitCode, stdout]).to.deep.equal([2, '']);
      expect(stderr).to.include(`error[US001]: ${message}`);
    });
  }

  it('words after -- are words', () => {
    const words = ['capture', 'a', '--', '-x', '--force'];
    expect(readCommandLine(inOneSpelling(words))?.args['pods']).to.deep.equal(['a', '-x', '--force']);
    expect(readCommandLine(inOneSpelling(words))?.args['force']).to.equal(undefined);
  });

  it('a file after -- is read', async () => {
    const { stdout, exitCode } = await runCli(['-q', 'routes', '--', samplePath('seed')]);
    expect([exitCode, stdout.includes('VirtualService default/bookinfo')]).to.deep.equal([0, true]);
  });
});
