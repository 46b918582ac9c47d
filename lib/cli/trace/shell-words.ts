/** Words of a POSIX shell command: quotes and backslashes, no expansions; `$'…'` as browsers copy it. */
const TOKEN = /\$'((?:[^'\\]|\\.)*)'|'([^']*)'|"((?:[^"\\]|\\.)*)"|\\(\r?\n|.)|([^\s'"\\]+)|(\s+)/gs;

export function shellWords(command: string): string[] {
  const words: string[] = [];
  let word: string | null = null;
  for (const [, dollar, single, double, escaped, plain, blank] of command.matchAll(TOKEN)) {
    if (blank !== undefined) {
      if (word !== null) words.push(word);
      word = null;
    } else if (escaped === '\n' || escaped === '\r\n') {
      continue;
    } else {
      const part =
        dollar === undefined ? double?.replace(/\\([$`"\\]|\n)/g, '$1') : dollar.replace(/\\(.)/gs, unescaped);
      word = `${word ?? ''}${single ?? part ?? escaped ?? plain ?? ''}`;
    }
  }
  if (word !== null) words.push(word);
  return words;
}

function unescaped(_: string, letter: string): string {
  return letter === 'n' ? '\n' : letter === 't' ? '\t' : letter === 'r' ? '\r' : letter;
}
