/**
 * A command line in one spelling, whichever way it was typed: the command first, then every option as `--name=value` or
 * `--flag`. Read as kubectl (spf13/pflag) reads it: options may stand before the command, short flags together (`-qo json`), a
 * value glued to its letter (`-ojson`), and of an option that takes one value the last counts.
 */
import { COMMANDS, commandNamed, commandOf } from './commands/index.ts';
import type { Command } from './commands/index.ts';
import { HELP, usageError } from './usage.ts';

interface Option {
  readonly name: string;
  readonly isFlag: boolean;
  readonly isNumber: boolean;
  /** Texts may be given several times, and the command says whether all of them count. */
  readonly isRepeatable: boolean;
}

/** An option with its value (null: a flag, or a value that is missing), or a word as it stands. */
type Token = { readonly option: Option; readonly value: string | null } | { readonly word: string };

const INTEGER = /^(?:0|[1-9]\d{0,14})$/;

/** Words that ask for help or the version as other tools have them. */
const ASKING: Readonly<Partial<Record<string, string>>> = { help: '--help', version: '--version' };

/** @throws KnownError (usage) for an option whose value is missing, or is no number where it has to be one */
export function inOneSpelling(argv: readonly string[]): readonly string[] {
  const end = argv.indexOf('--');
  const tokens = tokensOf(end === -1 ? argv : argv.slice(0, end));
  const words = withCommandFirst(withoutRepeats(tokens));
  if (!words.includes('--help')) for (const token of tokens) refuseUnusable(token, commandOf(words));
  return [...words, ...(end === -1 ? [] : argv.slice(end))];
}

function tokensOf(argv: readonly string[]): Token[] {
  const options = allOptions();
  const tokens: Token[] = [];
  /** Adds an option; true when it took the next word. */
  const add = (option: Option, glued: string | null, next: string | undefined): boolean => {
    if (option.isFlag || glued !== null) tokens.push({ option, value: glued });
    else {
      const isValue = next !== undefined && (next === '-' || !next.startsWith('-'));
      tokens.push({ option, value: isValue ? next : null });
      return isValue;
    }
    return false;
  };
  for (let at = 0; at < argv.length; at++) {
    const typed = argv[at] ?? '';
    const word = typed === '--no-color' ? '--color=never' : typed;
    const next = argv[at + 1];
    const equals = word.indexOf('=');
    const long = word.startsWith('--') ? options.get(equals === -1 ? word : word.slice(0, equals)) : undefined;
    const letters = long === undefined && /^-[^-]/.test(word) ? lettersOf(word, options) : null;
    if (long !== undefined) {
      if (add(long, equals === -1 ? null : word.slice(equals + 1), next)) at++;
    } else if (letters !== null) {
      let took = false;
      for (const { option, glued } of letters) took = add(option, glued, next);
      if (took) at++;
    } else tokens.push({ word });
  }
  return tokens;
}

/** The options of `-qojson`; null when one of the letters is none. */
function lettersOf(
  word: string,
  options: ReadonlyMap<string, Option>,
): readonly { readonly option: Option; readonly glued: string | null }[] | null {
  const found: { option: Option; glued: string | null }[] = [];
  for (let at = 1; at < word.length; at++) {
    const option = options.get(`-${word[at] ?? ''}`);
    if (option === undefined) return null;
    const rest = word.slice(at + 1);
    if (rest.startsWith('=') || (!option.isFlag && rest !== '')) {
      found.push({ option, glued: rest.replace(/^=/, '') });
      return found;
    }
    found.push({ option, glued: null });
  }
  return found;
}

/** Options of one name are of one kind in all commands, so that they can be read before the command is known. */
function allOptions(): ReadonlyMap<string, Option> {
  const flag = (name: string): Option => ({ name, isFlag: true, isNumber: false, isRepeatable: false });
  const options = new Map([
    ['--help', flag('help')],
    ['-h', flag('help')],
    ['--version', flag('version')],
    ['-v', flag('version')],
  ]);
  for (const [name, { alias, type }] of COMMANDS.flatMap((command) => Object.entries(command.options))) {
    const isFlag = type === 'boolean';
    const option = { name, isFlag, isNumber: type === 'number', isRepeatable: type === 'string' };
    options.set(`--${name}`, option);
    if (typeof alias === 'string') options.set(`-${alias}`, option);
  }
  return options;
}

/** Of what counts once, the last. */
function withoutRepeats(tokens: readonly Token[]): readonly Token[] {
  const last = new Map<string, Token>();
  for (const token of tokens) if ('option' in token) last.set(token.option.name, token);
  return tokens.filter(
    (token) => !('option' in token) || token.option.isRepeatable || last.get(token.option.name) === token,
  );
}

function withCommandFirst(tokens: readonly Token[]): readonly string[] {
  const at = tokens.findIndex((token) => 'word' in token);
  const first = tokens[at];
  const name = first !== undefined && 'word' in first ? first.word : '';
  const asking = Object.hasOwn(ASKING, name) ? ASKING[name] : undefined;
  const isCommand = asking !== undefined || commandNamed(name) !== undefined;
  const others = isCommand ? tokens.filter((_, index) => index !== at) : tokens;
  // `help routes` is `routes --help`.
  if (asking !== undefined) return [...withCommandFirst(others), asking];
  return [...(isCommand ? [name] : []), ...others.flatMap(spelled)];
}

function spelled(token: Token): readonly string[] {
  if ('word' in token) return [token.word];
  const { option, value } = token;
  if (!option.isFlag) return [`--${option.name}=${value ?? ''}`];
  return value === 'false' ? [] : [`--${option.name}`];
}

/** Options that the command does not have are another mistake. */
function refuseUnusable(token: Token, { options }: Command): void {
  if ('word' in token) return;
  const { option, value } = token;
  const { name, isFlag, isNumber } = option;
  if (!Object.hasOwn(options, name)) return;
  const hint = options[name]?.describe ?? HELP;
  if (isFlag) {
    if (value !== null && value !== 'true' && value !== 'false') throw usageError(`--${name} takes no value`, hint);
  } else if (isNumber) {
    if (!INTEGER.test(value ?? '')) throw usageError(`--${name} wants a number, 0 or more`, hint);
  } else if (value === null || value === '') throw usageError(`--${name} wants a value`, hint);
}
