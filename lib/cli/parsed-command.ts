import type { Arguments, Command } from './commands/index.ts';

/** What a command line asks for. */
export interface ParsedCommand {
  readonly command: Command;
  readonly args: Arguments;
}
