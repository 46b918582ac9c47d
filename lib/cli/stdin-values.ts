/** Options whose value may be `-`, standard input; yargs takes a lone dash for a positional. */
const MAY_BE_STDIN: ReadonlySet<string> = new Set(['--batch', '--log']);

/** `--batch -` as `--batch=-`; everything after `--` stays as it is. */
export function gluedStdin(argv: readonly string[]): string[] {
  const end = argv.indexOf('--');
  const words: string[] = [];
  for (const [at, word] of argv.entries()) {
    const before = words.at(-1) ?? '';
    const inside = end === -1 || at < end;
    if (inside && word === '-' && MAY_BE_STDIN.has(before)) words[words.length - 1] = `${before}=-`;
    else words.push(word);
  }
  return words;
}
