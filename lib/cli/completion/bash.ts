import { SHELLS } from './words.ts';
import type { CommandWords } from './words.ts';

/** Files are completed by bash itself (`-o default`). */
export function bash(commands: readonly CommandWords[]): string {
  const cases = commands.map(({ name, options }) => {
    const flags = options.flatMap((option) => [
      `--${option.name}`,
      ...(option.alias === null ? [] : [`-${option.alias}`]),
    ]);
    return `    ${name}) words="${[...flags, '--help'].join(' ')}" ;;`;
  });
  const choices = commands.flatMap(({ name, options }) =>
    options
      .filter((option) => option.choices.length > 0)
      .flatMap((option) => {
        const spelled = [`--${option.name}`, ...(option.alias === null ? [] : [`-${option.alias}`])];
        const patterns = spelled.map((word) => `${name}:${word}`).join('|');
        return `    ${patterns}) words="${option.choices.join(' ')}" ;;`;
      }),
  );
  return `# bash completion for whyroute; source it, or put it into /etc/bash_completion.d
_whyroute() {
  local cur="\${COMP_WORDS[COMP_CWORD]}" prev="\${COMP_WORDS[COMP_CWORD-1]}" command="routes" words="" word
  for word in "\${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
    case "$word" in ${commands.map(({ name }) => name).join('|')}) command="$word"; break ;; esac
  done
  case "$command:$prev" in
${choices.join('\n')}
    completion:completion) words="${SHELLS.join(' ')}" ;;
  esac
  if [ -z "$words" ] && [ "\${cur:0:1}" = "-" ]; then
    case "$command" in
${cases.join('\n')}
    esac
  elif [ -z "$words" ] && [ "$COMP_CWORD" -eq 1 ]; then
    words="${commands.map(({ name }) => name).join(' ')}"
  fi
  COMPREPLY=($(compgen -W "$words" -- "$cur"))
}
complete -o default -F _whyroute whyroute kubectl-whyroute
`;
}
