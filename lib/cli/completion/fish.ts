import { SHELLS } from './words.ts';
import type { CommandWords, OptionWords } from './words.ts';

function quoted(text: string): string {
  return `'${text.replace(/\\/g, '\\\\').replace(/'/g, "\\'")}'`;
}

function option(command: string, { name, alias, choices, takesValue, describe }: OptionWords): string {
  const parts = [
    `complete -c whyroute -n '__fish_seen_subcommand_from ${command}'`,
    ...(alias === null ? [] : [`-s ${alias}`]),
    `-l ${name}`,
    ...(takesValue ? ['-x'] : []),
    ...(choices.length === 0 ? [] : [`-a ${quoted(choices.join(' '))}`]),
    `-d ${quoted(describe)}`,
  ];
  return parts.join(' ');
}

export function fish(commands: readonly CommandWords[]): string {
  const names = commands.map(
    ({ name, summary }) => `complete -c whyroute -n __fish_use_subcommand -a ${name} -d ${quoted(summary)}`,
  );
  const options = commands.flatMap(({ name, options: all }) => all.map((one) => option(name, one)));
  return `# fish completion for whyroute; put it into ~/.config/fish/completions/whyroute.fish
${names.join('\n')}
${options.join('\n')}
complete -c whyroute -n '__fish_seen_subcommand_from completion' -x -a ${quoted(SHELLS.join(' '))}
`;
}
