import { HELP, HELP_ALIASES } from './help.generated.ts';

/** Thrown for `--help` and `-h`: what is printed then is no error. */
export class HelpAsked extends Error {
  readonly command: string;

  constructor(command: string) {
    super(`help of ${command}`);
    this.command = command;
  }
}

const keyOf = (command: string): string => HELP_ALIASES[command] ?? command;

/** What `kubectl COMMAND --help` prints; `command` has its words: `create service`. */
export const helpOf = (command: string): string | undefined => HELP[keyOf(command)];

/** The command that the first words name, as far as kubectl knows them: `['set', 'image', 'web']` → `set image`. */
function commandOf(words: readonly string[]): string {
  let command = '';
  for (const word of words) {
    const longer = keyOf(command === '' ? word : `${command} ${word}`);
    if (!Object.hasOwn(HELP, longer)) break;
    command = longer;
  }
  return command;
}

/** A command of a command, if there is one of this word. */
export function subcommand(command: string, word: string): string | undefined {
  const longer = keyOf(`${command} ${word}`);
  return Object.hasOwn(HELP, longer) ? longer : undefined;
}

/** Commands that only have subcommands. kubectl: cmdutil.DefaultSubCommandRun prints their help and fails. */
const GROUPS = new Set(['auth', 'config', 'create secret', 'create service', 'kuberc', 'plugin', 'set', 'top']);

/**
 * `kubectl`, `kubectl help …`, and a command of which nothing but help is asked, with what is left to do with it: a
 * command that has other flags too finds out by itself (`parseArgs`). undefined when there is something to run.
 */
export function helpFor(words: readonly string[]): { stdout: string; stderr: string; exit: number } | undefined {
  const [first, ...rest] = words;
  if (first === 'help') return helpTopic(rest);
  const command = commandOf(words);
  const own = words.slice(command === '' ? 0 : command.split(' ').length);
  const text = helpOf(command) ?? '';
  if (own.length > 0) return own.every((word) => word === '-h' || word === '--help') ? printed(text) : undefined;
  if (command === '' || command === 'options' || command === 'certificate') return printed(text);
  if (command === 'rollout') return { stdout: text, stderr: '', exit: 1 };
  return GROUPS.has(command) ? { stdout: '', stderr: text, exit: 1 } : undefined;
}

const printed = (stdout: string): { stdout: string; stderr: string; exit: number } => ({ stdout, stderr: '', exit: 0 });

/** `kubectl help COMMAND`: words that lead to no command are left out, if the first does. */
function helpTopic(words: readonly string[]): { stdout: string; stderr: string; exit: number } {
  const command = commandOf(words);
  if (command !== '' || words.length === 0) return printed(helpOf(command) ?? '');
  const unknown = `Unknown help topic [${words.map((word) => `\`${word}\``).join(' ')}]\n`;
  // how it is used follows, and not what it is
  const usage = (helpOf('') ?? '').replace(/^[^]*?(?=Basic Commands)/, '\n\n');
  return { stdout: '', stderr: unknown + usage, exit: 0 };
}
