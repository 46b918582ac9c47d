/**
 * Reads the command lines that leave no doubt without loading yargs, which costs more than reading a small dump. Whatever is
 * unusual (help, mistakes, glued short options, empty values, `--`) is left to yargs; a test holds both against each other.
 */
import { COMMANDS } from './commands/index.ts';
import type { Command } from './commands/index.ts';
import type { ParsedCommand } from './parsed-command.ts';

type OptionTable = Command['options'];
type OptionSettings = OptionTable[string];
type Found = Record<string, unknown>;

/** Numbers that yargs-parser reads in the same way. */
const PLAIN_NUMBER = /^(?:0|[1-9]\d{0,14})$/;

/** A value that cannot be taken for an option. */
const PLAIN_VALUE = /^[^-]/;

/** Null: not plain, yargs decides. */
export function plainCommandLine(argv: readonly string[]): ParsedCommand | null {
  // Which options there are is the command's business, and the command may stand behind them.
  const command = commandOf(argv);
  const byWord = wordsOf(command.options);
  const found: Found = Object.create(null) as Found;
  const positionals: string[] = [];
  for (let at = 0; at < argv.length; at++) {
    const word = argv[at] ?? '';
    if (word === '-' || PLAIN_VALUE.test(word)) positionals.push(word);
    else {
      const equals = word.startsWith('--') ? word.indexOf('=') : -1;
      const name = byWord.get(equals === -1 ? word : word.slice(0, equals));
      const settings = name === undefined ? undefined : command.options[name];
      if (name === undefined || settings === undefined) return null;
      if (settings.type === 'boolean') {
        if (equals !== -1 || name in found || isTruth(argv[at + 1])) return null;
        found[name] = true;
      } else {
        const text = equals === -1 ? argv[++at] : word.slice(equals + 1);
        if (text === undefined || !keepValue(found, name, settings, text)) return null;
      }
    }
  }
  const isNamed = command.names.includes(positionals[0] ?? '');
  // A value that looks like a command misled us.
  if (!isNamed && (command !== COMMANDS[0] || isCommand(positionals[0]))) return null;
  const named = positionsOf(command, isNamed ? positionals.slice(1) : positionals);
  return named === null ? null : { command, args: { ...defaultsOf(command.options), ...found, ...named } };
}

function isCommand(word: string | undefined): boolean {
  return word !== undefined && COMMANDS.some(({ names }) => names.includes(word));
}

/** The command that is named by a word; the default one when none is. */
function commandOf(argv: readonly string[]): Command {
  const [first] = COMMANDS;
  const named = COMMANDS.find(({ names }) => argv.some((word) => names.includes(word)));
  return named ?? (first as Command);
}

/** `--output` and `-o` → `output` */
function wordsOf(options: OptionTable): ReadonlyMap<string, string> {
  const words = new Map<string, string>();
  for (const [name, { alias }] of Object.entries(options)) {
    words.set(`--${name}`, name);
    if (typeof alias === 'string') words.set(`-${alias}`, name);
  }
  return words;
}

/** yargs lets a flag eat these words. */
function isTruth(word: string | undefined): boolean {
  return word === 'true' || word === 'false';
}

/** False when the value is not plain. */
function keepValue(found: Found, name: string, settings: OptionSettings, text: string): boolean {
  if (!PLAIN_VALUE.test(text)) return false;
  const before = found[name];
  if (settings.type === 'string') {
    found[name] = before === undefined ? text : [...(Array.isArray(before) ? (before as unknown[]) : [before]), text];
    return true;
  }
  if (before !== undefined) return false;
  if (settings.type === 'number') {
    if (!PLAIN_NUMBER.test(text)) return false;
    found[name] = Number(text);
    return true;
  }
  if (settings.choices?.includes(text) !== true) return false;
  found[name] = text;
  return true;
}

/** `<resource> [inputs..]` filled from the words; null when one is missing or one is too many. */
function positionsOf(command: Command, words: readonly string[]): Found | null {
  const named: Found = {};
  let at = 0;
  for (const position of command.positionals.split(' ')) {
    const name = position.slice(1, -1);
    if (name.endsWith('..')) {
      named[name.slice(0, -2)] = words.slice(at);
      return named;
    }
    const word = words[at++];
    if (word !== undefined) named[name] = word;
    else if (position.startsWith('<')) return null;
  }
  return at < words.length ? null : named;
}

function defaultsOf(options: OptionTable): Found {
  const defaults: Found = {};
  for (const [name, settings] of Object.entries(options)) {
    if (settings.default !== undefined) defaults[name] = settings.default as unknown;
  }
  return defaults;
}
