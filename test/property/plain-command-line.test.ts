import { expect } from 'chai';
import fc from 'fast-check';
import { COMMANDS } from '../../lib/cli/commands/index.ts';
import { parseWithYargs } from '../../lib/cli/parse-with-yargs.ts';
import { plainCommandLine } from '../../lib/cli/plain-command-line.ts';
import type { Command } from '../../lib/cli/commands/index.ts';
import type { Io } from '../../lib/cli/io.ts';

const QUIET = { stdout: { write: () => true } } as unknown as Io;
const [DEFAULT] = COMMANDS;

const values = fc.constantFrom(
  'json',
  'table',
  'a',
  'x=y',
  '80',
  '0',
  '-1',
  '08',
  '1e3',
  '-',
  '',
  'a b',
  'true',
  'ünïcödé',
  'routes',
  '-o',
  '--',
  '9'.repeat(17),
);
const commands = fc.constantFrom(...COMMANDS.flatMap(({ names }) => [...names]), 'dump.json', '-');
const options = fc.constantFrom(
  ...new Set(
    COMMANDS.flatMap((command) => Object.entries(command.options)).flatMap(([name, { alias }]) => [
      `--${name}`,
      ...(typeof alias === 'string' ? [`-${alias}`] : []),
    ]),
  ),
  '--help',
  '--version',
  '--unknown',
  '--no-quiet',
  '-qo',
);
const given = fc.oneof(
  fc.tuple(options),
  fc.tuple(options, values),
  fc.tuple(options, values).map(([option, value]): [string] => [`${option}=${value}`]),
  fc.tuple(values),
  fc.tuple(commands),
);
/** One option of a command with a value that suits it. */
function suitableOption(command: Command): fc.Arbitrary<string[]> {
  return fc
    .constantFrom(...Object.entries(command.options), ['output', { choices: ['json'] }] as const)
    .chain(([name, { type, choices }]): fc.Arbitrary<string[]> => {
      if (type === 'boolean') return fc.constant([`--${name}`]);
      const known = (choices ?? (type === 'number' ? ['0', '8443'] : ['a', 'b c', 'k=v'])).map(String);
      return fc.constantFrom(...known.flatMap((value) => [[`--${name}`, value], [`--${name}=${value}`]]));
    });
}

/** Most lines of this kind are plain. */
const suitable: fc.Arbitrary<string[]> = fc
  .constantFrom(...COMMANDS)
  .chain((command) =>
    fc.tuple(
      fc.constantFrom(...command.names),
      fc.array(fc.constantFrom('dump.json', '-', 'routes', 'a/b'), { maxLength: 3 }),
      fc.array(suitableOption(command), { maxLength: 3 }),
    ),
  )
  .map(([name, inputs, settings]) => [name, ...inputs, ...settings.flat()]);

/** yargs takes a file named 1e3 for a number; nobody can want that of ours. */
function asNumbers(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(asNumbers);
  return typeof value === 'string' && /^\d/.test(value) ? Number(value) : value;
}

describe('plainCommandLine', () => {
  it('says what yargs says, or nothing', async function () {
    this.timeout(20_000);
    let plain = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(
          suitable,
          fc
            .tuple(fc.option(commands), fc.array(given, { maxLength: 4 }))
            .map(([first, rest]) => [...(first === null ? [] : [first]), ...rest.flat()]),
        ),
        async (argv) => {
          const ours = plainCommandLine(argv);
          if (ours === null) return;
          plain++;
          const { parsed, text } = await parseWithYargs(argv, QUIET, '0');
          expect(text).to.equal('');
          if (parsed === null) throw new Error('yargs found no command');
          expect(ours.command.names[0]).to.equal(parsed.command.names[0]);
          const names = [
            ...Object.keys(ours.command.options),
            ...ours.command.positionals.split(' ').map((one) => one.replace(/[[\]<>.]/g, '')),
          ];
          for (const name of names) {
            // No words at all: yargs leaves them out.
            const theirs = parsed.args[name] ?? (name === 'inputs' || name === 'pods' ? [] : undefined);
            expect(asNumbers(ours.args[name]), name).to.deep.equal(asNumbers(theirs));
          }
        },
      ),
      { numRuns: 300, seed: 7 },
    );
    expect(plain).to.be.greaterThan(100);
  });

  for (const line of [
    '',
    'dump.json',
    'routes dump.json -o json',
    '--host a dump.json',
    'clusters a b --port 80 -r x -r y',
  ]) {
    it(`reads ${JSON.stringify(line)}`, () => {
      expect(plainCommandLine(line === '' ? [] : line.split(' '))?.command).to.be.an('object');
    });
  }

  for (const line of [
    '--help',
    'routes -h',
    'routes -ojson',
    'routes -o xml',
    'routes --port x',
    'routes -- -x',
    'why-not',
    'routes --hots a',
  ]) {
    it(`leaves ${line} to yargs`, () => {
      expect(plainCommandLine(line.split(' '))).to.equal(null);
    });
  }

  it('takes the first command when none is named', () => {
    expect(plainCommandLine(['dump.json'])?.command).to.equal(DEFAULT);
  });
});
