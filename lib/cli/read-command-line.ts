/** What a command line in one spelling (one-spelling.ts) asks for, without loading yargs, which costs more than reading a small dump. */
import { commandNamed, commandOf } from './commands/index.ts';
import type { Arguments, Command } from './commands/index.ts';

type OptionTable = Command['options'];
type OptionSettings = OptionTable[string];
type Found = Record<string, unknown>;

/** What a command line asks for. */
export interface ParsedCommand {
  readonly command: Command;
  readonly args: Arguments;
}

/** Null when help is asked for, or something is wrong with it: yargs has the words (help-or-mistake.ts). */
export function readCommandLine(words: readonly string[]): ParsedCommand | null {
  const command = commandOf(words);
  const found: Found = Object.create(null) as Found;
  const positionals: string[] = [];
  for (let at = commandNamed(words[0]) === undefined ? 0 : 1; at < words.length; at++) {
    const word = words[at] ?? '';
    if (word === '--') {
      positionals.push(...words.slice(at + 1));
      break;
    }
    if (word === '-' || !word.startsWith('-')) positionals.push(word);
    else if (!keepOption(found, command.options, word)) return null;
  }
  const filled = positionsOf(command, positionals);
  return filled === null ? null : { command, args: { ...defaultsOf(command.options), ...found, ...filled } };
}

/** False when the command has no such option, or not with this value. */
function keepOption(found: Found, options: OptionTable, word: string): boolean {
  const equals = word.indexOf('=');
  const name = word.slice(2, equals === -1 ? undefined : equals);
  const settings = Object.hasOwn(options, name) && word.startsWith('--') ? options[name] : undefined;
  if (settings === undefined) return false;
  if (equals === -1) {
    found[name] = true;
    return settings.type === 'boolean';
  }
  const value = valueOf(settings, word.slice(equals + 1));
  const before = found[name];
  found[name] = before === undefined ? value : [...(Array.isArray(before) ? (before as unknown[]) : [before]), value];
  return value !== null;
}

function valueOf({ type, choices }: OptionSettings, text: string): string | number | null {
  if (type === 'number') return Number(text);
  return choices === undefined || choices.includes(text) ? text : null;
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
