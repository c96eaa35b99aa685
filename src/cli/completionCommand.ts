import { readOptions } from './options.ts';
import { UsageError } from './UsageError.ts';
import { help } from './help.ts';

/** The options that the help of a command names: `-o`, `--output`. */
const optionsOf = (command: string): string[] => [
  ...new Set([...help(command).matchAll(/(?<=[\s[])--?[a-z][a-z-]*/g)].map(([option]) => option)),
];

/** For bash, and for zsh by its own `bashcompinit`: commands first, then files and the options of the command. */
const bash = (commands: readonly string[]): string => `_kubehop() {
  local word=\${COMP_WORDS[COMP_CWORD]} options=
  if [ "$COMP_CWORD" -eq 1 ]; then
    COMPREPLY=($(compgen -W "${commands.join(' ')}" -- "$word"))
    return
  fi
  case \${COMP_WORDS[1]} in
${commands.map((command) => `    ${command}) options="${optionsOf(command).join(' ')}" ;;`).join('\n')}
  esac
  case $word in
    -*) COMPREPLY=($(compgen -W "$options" -- "$word")) ;;
    *) COMPREPLY=($(compgen -f -- "$word")) ;;
  esac
}
complete -o filenames -F _kubehop kubehop
`;

const fish = (commands: readonly string[]): string =>
  [
    `complete -c kubehop -n __fish_use_subcommand -f -a "${commands.join(' ')}"`,
    ...commands.flatMap((command) =>
      optionsOf(command).map((option) => {
        const flag = option.startsWith('--') ? `-l ${option.slice(2)}` : `-s ${option.slice(1)}`;
        return `complete -c kubehop -n "__fish_seen_subcommand_from ${command}" ${flag}`;
      }),
    ),
    '',
  ].join('\n');

/** `kubehop completion bash|zsh|fish`: what a shell reads to complete commands, options and files. */
export function completionCommand(args: string[], commands: readonly string[]): number {
  const { words, rest } = readOptions(args, {});
  const [shell, ...more] = [...words, ...rest];
  if (more.length > 0 || !shell || !['bash', 'zsh', 'fish'].includes(shell))
    throw new UsageError('completion needs bash, zsh or fish');
  if (shell === 'zsh') process.stdout.write('autoload -U +X bashcompinit && bashcompinit\n');
  process.stdout.write(shell === 'fish' ? fish(commands) : bash(commands));
  return 0;
}
