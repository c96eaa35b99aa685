import { type Command, fail } from '../Command.ts';
import { linesOf } from '../options.ts';
import { AwkReader, type Rule } from './AwkReader.ts';
import { AwkState, Leave } from './AwkState.ts';
import { Unknown, unescaped, variableNamed } from './awkTokens.ts';
import { Input } from './awkValues.ts';
import { inputOf } from './input.ts';

/** Runs what stands for a moment; whether the program goes on. */
function act(state: AwkState, rules: readonly Rule[], fits: (rule: Rule) => boolean): boolean {
  try {
    for (const rule of rules) if (fits(rule)) rule.act(state);
  } catch (error) {
    if (!(error instanceof Leave)) throw error;
    return error.how === 'next';
  }
  return true;
}

/** What `-v` and `-F` set before BEGIN. A value is as if it was read: `n=2` is a number, `\t` a tab. */
function assign(state: AwkState, given: string): void {
  const [, name, value = ''] = /^([^=]*)=(.*)$/s.exec(given) ?? [];
  // NF is what the record says
  if (name === undefined || name === 'NF') throw new Unknown(`-v ${given}`);
  state.variables.set(variableNamed(name), new Input(unescaped(value)));
}

/** `awk [-F SEPARATOR] [-v NAME=VALUE] PROGRAM`: POSIX awk without functions of one's own, files and other commands. */
export const awk: Command = (context, args, stdin) => {
  const state = new AwkState();
  const words: string[] = [];
  const given: string[] = [];
  for (let i = 0; i < args.length; i++) {
    const arg = args[i] ?? '';
    const option = /^-([Fv])(.*)$/s.exec(arg);
    if (option) {
      const value = option[2] || (args[++i] ?? '');
      given.push(option[1] === 'F' ? `FS=${value === 't' ? '\t' : value}` : value);
    } else if (arg.startsWith('-') && arg !== '-') return fail(`awk: option ${arg} is not simulated\n`, 2);
    else words.push(arg);
  }
  const [program, ...files] = words;
  if (program === undefined) return fail("usage: awk [-F fs] [-v var=value] 'program' [file ...]\n", 2);
  let rules: Rule[];
  try {
    for (const one of given) assign(state, one);
    const reader = new AwkReader(program);
    rules = reader.rules();
    if (files.length > 1 && reader.names('FNR')) throw new Unknown('FNR of several files');
  } catch (error) {
    const what = error instanceof Unknown || error instanceof SyntaxError ? error.message : program;
    return fail(`awk: not simulated: ${what}\n`, 2);
  }
  let going = true;
  let stderr = '';
  try {
    going = act(state, rules, ({ when }) => when === 'BEGIN');
    const reads = rules.some(({ when }) => when !== 'BEGIN');
    const input = reads && going ? inputOf(context, 'awk', files, stdin) : { text: '', stderr: '' };
    stderr = input.stderr;
    for (const line of linesOf(input.text)) {
      if (!going) break;
      state.read(line);
      going = act(state, rules, ({ when }) => typeof when === 'function' && when(state));
    }
    act(state, rules, ({ when }) => when === 'END');
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    return { stdout: state.out, stderr: `awk: ${error.message}\n`, exit: 2 };
  }
  return { stdout: state.out, stderr, exit: stderr === '' ? state.exit : 2 };
};
