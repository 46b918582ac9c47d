/** What the completion scripts offer, taken from the command table, so that they cannot lag behind it. */
import type { Command } from '../commands/index.ts';

export interface OptionWords {
  readonly name: string;
  readonly alias: string | null;
  readonly choices: readonly string[];
  readonly takesValue: boolean;
  readonly describe: string;
}

export interface CommandWords {
  readonly name: string;
  readonly summary: string;
  readonly options: readonly OptionWords[];
}

/** Every command under its full name. */
export function commandWords(commands: readonly Command[]): CommandWords[] {
  return commands.map(({ names, summary, options }) => ({
    name: names[0],
    summary,
    options: Object.entries(options).map(([name, settings]) => ({
      name,
      alias: typeof settings.alias === 'string' ? settings.alias : null,
      choices: (settings.choices ?? []).map(String),
      takesValue: settings.type !== 'boolean',
      describe: settings.describe ?? '',
    })),
  }));
}

export const SHELLS = ['bash', 'zsh', 'fish'] as const;
