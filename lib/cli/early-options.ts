/** The options that matter even when the command line does not parse, read from it as it was typed. */
import type { ColorChoice } from './io.ts';

export interface EarlyOptions {
  /** The wanted output format, empty when none is named; JSON is owed on failure too. */
  readonly format: string;
  readonly color: ColorChoice;
  readonly debug: boolean;
}

/** The value of the last `-o VALUE`, `-oVALUE`, `-o=VALUE`, `--output VALUE` or `--output=VALUE`, and the like. */
function valueOf(argv: readonly string[], long: string, short: string | null): string {
  let value = '';
  for (const [i, word] of argv.entries()) {
    const glued = short !== null && word.startsWith(short) && !word.startsWith('--') ? word.slice(short.length) : '';
    if (word === long || word === short) value = argv[i + 1] ?? '';
    else if (word.startsWith(`${long}=`)) value = word.slice(long.length + 1);
    else if (glued !== '') value = glued.replace(/^=/, '');
  }
  return value;
}

export function earlyOptions(argv: readonly string[]): EarlyOptions {
  const end = argv.indexOf('--');
  const words = end === -1 ? argv : argv.slice(0, end);
  const color = words.includes('--no-color') ? 'never' : valueOf(words, '--color', null);
  return {
    format: valueOf(words, '--output', '-o'),
    color: color === 'always' || color === 'never' ? color : 'auto',
    debug: words.includes('--debug'),
  };
}
