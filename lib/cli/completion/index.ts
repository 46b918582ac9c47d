import { bash } from './bash.ts';
import { fish } from './fish.ts';
import type { CommandWords, SHELLS } from './words.ts';
import { zsh } from './zsh.ts';

export { commandWords } from './words.ts';

/** The script of each shell. */
export const COMPLETION_SCRIPTS: Readonly<
  Record<(typeof SHELLS)[number], (commands: readonly CommandWords[]) => string>
> = { bash, zsh, fish };
