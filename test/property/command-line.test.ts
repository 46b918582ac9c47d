/** However a command line is typed, it asks for the same. */
import { expect } from 'chai';
import fc from 'fast-check';
import { COMMANDS } from '../../lib/cli/commands/index.ts';
import type { Command } from '../../lib/cli/commands/index.ts';
import { helpOrMistake } from '../../lib/cli/help-or-mistake.ts';
import type { Io } from '../../lib/cli/io.ts';
import { inOneSpelling } from '../../lib/cli/one-spelling.ts';
import { readCommandLine } from '../../lib/cli/read-command-line.ts';
import { KnownError } from '../../lib/model/index.ts';

const QUIET = { stdout: { write: () => true } } as unknown as Io;

interface Given {
  readonly name: string;
  readonly alias: string | undefined;
  /** Null: a flag. */
  readonly value: string | null;
}

/** What is asked for, and one way to type it. */
interface Asked {
  readonly command: Command;
  readonly name: string;
  readonly given: readonly Given[];
  readonly positionals: readonly string[];
  /** A number for each choice that typing leaves. */
  readonly whims: readonly number[];
}

const VALUES = ['a', 'b c', 'k=v', '=', '-', 'routes', 'ünï', 'x\ny', 'true', '80'];

function givenOf(command: Command): fc.Arbitrary<Given> {
  return fc.constantFrom(...Object.entries(command.options)).chain(([name, { alias, type, choices }]) => {
    const values = choices?.map(String) ?? (type === 'number' ? ['0', '8443'] : VALUES);
    const value = type === 'boolean' ? fc.constant(null) : fc.constantFrom(...values);
    return value.map((one) => ({ name, alias: typeof alias === 'string' ? alias : undefined, value: one }));
  });
}

/** As many words as the command takes. */
function positionalsOf({ positionals }: Command): fc.Arbitrary<string[]> {
  const places = positionals.split(' ');
  const needed = places.filter((place) => place.startsWith('<')).length;
  const maxLength = positionals.includes('..') ? 3 : places.length;
  // Of words that look like options only those behind `--` are none.
  return fc.array(fc.constantFrom('dump.json', '-', 'a/b', 'clusters'), { minLength: needed, maxLength });
}

const asked: fc.Arbitrary<Asked> = fc.constantFrom(...COMMANDS).chain((command) =>
  fc.record({
    command: fc.constant(command),
    name: fc.constantFrom(...command.names),
    given: fc.array(givenOf(command), { maxLength: 5 }),
    positionals: positionalsOf(command),
    whims: fc.array(fc.nat(999), { minLength: 24, maxLength: 24 }),
  }),
);

/** One of the ways to type an option. */
function typed({ name, alias, value }: Given, whim: number): string[] {
  const long = `--${name}`;
  if (value === null)
    return alias !== undefined && whim % 2 === 0 ? [`-${alias}`] : [whim % 3 === 0 ? `${long}=true` : long];
  const ways = [[`${long}=${value}`], [long, value]];
  if (alias !== undefined) ways.push([`-${alias}`, value], [`-${alias}=${value}`]);
  // `-o==` would be read as `-o` with an empty value behind the first sign.
  if (alias !== undefined && !value.startsWith('=')) ways.push([`-${alias}${value}`]);
  return ways[whim % ways.length] ?? [];
}

/** Options in their order among themselves, the command and the positionals in theirs, and both anyhow between each other. */
function line({ name, given, positionals, whims }: Asked): string[] {
  const options = given.map((one, at) => typed(one, whims[at] ?? 0));
  const words = [name, ...positionals];
  const all: string[] = [];
  for (let at = 12; options.length + words.length > 0; at++) {
    const takesOption = options.length > 0 && (words.length === 0 || (whims[at] ?? 0) % 2 === 0);
    all.push(...(takesOption ? (options.shift() ?? []) : [words.shift() ?? '']));
  }
  return all;
}

/** The arguments that are meant, by pflag's rules. */
function meant({ command, given }: Asked): Record<string, unknown> {
  const found: Record<string, unknown> = {};
  for (const { name, value } of given) {
    const { type } = command.options[name] ?? {};
    const before = found[name];
    if (value === null) found[name] = true;
    else if (type === 'number') found[name] = Number(value);
    else if (type !== 'string' || before === undefined) found[name] = value;
    else found[name] = [before, value].flat();
  }
  return found;
}

describe('the command line', () => {
  it('asks for the same however it is typed', () => {
    fc.assert(
      fc.property(asked, (one) => {
        const words = line(one);
        const parsed = readCommandLine(inOneSpelling(words));
        if (parsed === null) throw new Error(`not read: ${JSON.stringify(words)}`);
        expect(parsed.command, JSON.stringify(words)).to.equal(one.command);
        expect(parsed.args, JSON.stringify(words)).to.deep.include(meant(one));
        const places = one.command.positionals.replace(/[[\]<>]/g, '').split(' ');
        const words2 = places.flatMap((place) => parsed.args[place.replace('..', '')] ?? []);
        expect(words2, JSON.stringify(words)).to.deep.equal(one.positionals);
      }),
      { numRuns: 2000, seed: 7 },
    );
  });

  it('is read, or yargs prints help or says what is wrong: nothing in between', async function () {
    this.timeout(30_000);
    const options = COMMANDS.flatMap((command) => Object.entries(command.options));
    const word = fc.constantFrom(
      ...new Set(
        options.flatMap(([name, { alias }]) => [`--${name}`, ...(typeof alias === 'string' ? [`-${alias}`] : [])]),
      ),
      ...COMMANDS.flatMap(({ names }) => [...names]),
      ...[
        'dump.json',
        '-',
        '',
        '--',
        '--help',
        '-h',
        '--version',
        '--unknown',
        '--no-quiet',
        '-qo',
        '-zq',
        '--host.x',
        '8',
      ],
      ...[
        'json',
        '-ojson',
        '--port=x',
        '--port=8.5',
        '--quiet=no',
        '__proto__',
        '--__proto__=1',
        '--constructor',
        'help',
      ],
    );
    let read = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(word, { maxLength: 5 }), async (argv) => {
        try {
          const words = inOneSpelling(argv);
          if (readCommandLine(words) !== null) read++;
          else expect(await helpOrMistake(words, QUIET, '0')).to.match(/^whyroute/);
        } catch (error) {
          if (!(error instanceof KnownError)) throw error;
          expect(error.exitCode, JSON.stringify(argv)).to.equal(2);
          expect(error.diagnostic.message, JSON.stringify(argv)).to.not.equal('this cannot be read as a command');
        }
      }),
      { numRuns: 400, seed: 7 },
    );
    expect(read).to.be.greaterThan(20);
  });

  it('has options of one kind under one name', () => {
    const kinds = new Map<string, unknown>();
    for (const [name, { type, alias }] of COMMANDS.flatMap(({ options }) => Object.entries(options))) {
      const kind = [type, alias];
      expect(kinds.get(name) ?? kind, name).to.deep.equal(kind);
      kinds.set(name, kind);
    }
  });
});
