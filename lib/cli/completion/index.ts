import { bash } from './bash.ts';
import { fish } from './fish.ts';
import type { SHELLS } from './words.ts';
import { zsh } from './zsh.ts';

/** The script of each shell. */
export const COMPLETION_SCRIPTS: Readonly<Record<(typeof SHELLS)[number], () => string>> = { bash, zsh, fish };
