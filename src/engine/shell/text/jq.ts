import { type Command, fail } from '../Command.ts';
import { inputOf } from './input.ts';
import { JqReader } from './JqReader.ts';
import { Unknown } from './jqTokens.ts';
import { type Filter, Unfit } from './jqValues.ts';

/** `jq [-r] [-c] FILTER`: paths, `[]`, pipes, `select`, `map`, `length` and the like. Others are refused. */
export const jq: Command = (context, args, stdin) => {
  const flags = new Set(args.filter((arg) => /^-[rc]+$/.test(arg)).flatMap((arg) => arg.slice(1).split('')));
  if (args.includes('--raw-output')) flags.add('r');
  if (args.includes('--compact-output')) flags.add('c');
  const variables = new Map<string, string>();
  const words = args.filter((arg, i) => {
    const [two, one] = [args[i - 2], args[i - 1]];
    if (two === '--arg') variables.set(one ?? '', arg);
    if (arg === '--arg' || one === '--arg' || two === '--arg') return false;
    return !/^-[rc]+$/.test(arg) && arg !== '--raw-output' && arg !== '--compact-output';
  });
  const option = words.find((arg) => arg.startsWith('-') && arg !== '-');
  if (option !== undefined) return fail(`jq: option ${option} is not simulated\n`, 2);
  const [source, ...files] = words;
  if (source === undefined) return fail('Usage:\tjq [OPTIONS] FILTER [FILES...]\n', 2);
  let filter: Filter;
  try {
    filter = new JqReader(source, variables).whole();
  } catch (error) {
    if (!(error instanceof Unknown) && !(error instanceof SyntaxError)) throw error;
    return fail(`jq: not simulated: ${error.message}\n`, 3);
  }
  const { text, stderr } = inputOf(context, 'jq', files, stdin);
  if (stderr !== '' || text.trim() === '') return { stdout: '', stderr, exit: stderr === '' ? 0 : 2 };
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return fail('jq: error: the input is not one JSON value (kubectl prints JSON with -o json)\n', 2);
  }
  try {
    const print = (one: unknown): string =>
      typeof one === 'string' && flags.has('r') ? one : JSON.stringify(one ?? null, null, flags.has('c') ? 0 : 2);
    return {
      stdout: filter(value)
        .map((one) => `${print(one)}\n`)
        .join(''),
      stderr: '',
      exit: 0,
    };
  } catch (error) {
    if (!(error instanceof Unfit) && !(error instanceof SyntaxError)) throw error;
    return fail(`jq: error (at <stdin>:0): ${error.message}\n`, 5);
  }
};
