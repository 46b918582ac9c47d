import { SHELLS } from './words.ts';
import type { CommandWords, OptionWords } from './words.ts';

/** Inside single quotes, and without the characters that _arguments gives a meaning. */
function quoted(text: string): string {
  return text.replace(/'/g, "'\\''").replace(/[[\]:]/g, '\\$&');
}

function argument({ name, alias, choices, takesValue, describe }: OptionWords): string {
  const value = choices.length > 0 ? `:${name}:(${choices.join(' ')})` : takesValue ? `:${name}:` : '';
  const long = `'--${name}[${quoted(describe)}]${value}'`;
  return alias === null ? long : `${long} '-${alias}[${quoted(describe)}]${value}'`;
}

export function zsh(commands: readonly CommandWords[]): string {
  const cases = commands.map(({ name, options }) =>
    name === 'completion'
      ? `    completion) _arguments '1:shell:(${SHELLS.join(' ')})' ;;`
      : `    ${name}) _arguments ${[...options.map(argument), "'--help[Show help]'", "'*:input:_files'"].join(' ')} ;;`,
  );
  return `#compdef whyroute kubectl-whyroute
# zsh completion for whyroute; put it into a file named _whyroute in a folder of $fpath
_whyroute() {
  local -a commands
  commands=(
${commands.map(({ name, summary }) => `    '${name}:${quoted(summary)}'`).join('\n')}
  )
  if (( CURRENT == 2 )); then
    _describe command commands
    _files
    return
  fi
  local command=\${words[2]}
  shift words
  (( CURRENT-- ))
  case "$command" in
${cases.join('\n')}
    *) _files ;;
  esac
}
_whyroute "$@"
`;
}
