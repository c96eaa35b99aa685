import { type Command, fail } from '../Command.ts';
import { linesOf } from '../options.ts';
import { AwkReader, type Rule } from './AwkReader.ts';
import { AwkState, Leave, splitFields } from './AwkState.ts';
import { Unknown } from './awkTokens.ts';
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

/** `awk [-F SEPARATOR] [-v NAME=VALUE] PROGRAM`: POSIX awk without functions of one's own, files and other commands. */
export const awk: Command = (context, args, stdin) => {
  const state = new AwkState();
  state.variables.set('FS', ' ');
  const words: string[] = [];
  for (let i = 0; i < args.length; i++) {
    const arg = args[i] ?? '';
    const option = /^-([Fv])(.*)$/s.exec(arg);
    if (option) {
      const value = option[2] || (args[++i] ?? '');
      const [name = '', ...rest] = option[1] === 'F' ? ['FS', value === 't' ? '\t' : value] : value.split('=');
      state.variables.set(name, rest.join('='));
    } else if (arg.startsWith('-') && arg !== '-') return fail(`awk: option ${arg} is not simulated\n`, 2);
    else words.push(arg);
  }
  const [program, ...files] = words;
  if (program === undefined) return fail("usage: awk [-F fs] [-v var=value] 'program' [file ...]\n", 2);
  let rules: Rule[];
  try {
    rules = new AwkReader(program).rules();
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
    for (const [i, line] of linesOf(input.text).entries()) {
      if (!going) break;
      state.line = { text: line, fields: splitFields(line, state.text('FS')) };
      state.variables.set('NR', i + 1);
      going = act(state, rules, ({ when }) => typeof when === 'function' && when(state));
    }
    act(state, rules, ({ when }) => when === 'END');
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    return { stdout: state.out, stderr: `awk: ${error.message}\n`, exit: 2 };
  }
  return { stdout: state.out, stderr, exit: stderr === '' ? state.exit : 2 };
};
