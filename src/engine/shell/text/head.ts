import { type Command, fail } from '../Command.ts';
import { getopt } from '../options.ts';
import { inputOf } from './input.ts';

/** `-3` is `-n 3`, where it is no number of `-n` or `-c`. */
const modern = (args: string[]): string[] =>
  args.map((arg, i) => (/^-\d+$/.test(arg) && !/^-[cn]$/.test(args[i - 1] ?? '') ? `-n${arg.slice(1)}` : arg));

/** With what ends them: the last may have no end. */
const LINES = /[^\n]*\n|[^\n]+$/g;

const filter =
  (name: string, take: <Part>(parts: Part[], count: string) => Part[]): Command =>
  (context, args, stdin) => {
    const { options, words, wrong } = getopt(modern(args), 'c:n:q', { bytes: 'c', lines: 'n', quiet: 'q' });
    if (wrong !== undefined) return fail(`${name}: unrecognized option '${wrong}'\n`);
    const { text, stderr } = inputOf(context, name, words, stdin);
    // what is printed here is ASCII, or nearly: a character is a byte
    const bytes = options.get('c')?.at(-1);
    const stdout =
      bytes === undefined
        ? take(text.match(LINES) ?? [], options.get('n')?.at(-1) ?? '10').join('')
        : take([...text], bytes).join('');
    return { stdout, stderr, exit: stderr === '' ? 0 : 1 };
  };

/** `head [-n N] [-c N]`; a negative N leaves out the last ones. */
export const head = filter('head', (parts, count) => parts.slice(0, Number(count)));

/** `tail [-n N] [-c N]`; `+N` begins with the one of that number. */
export const tail = filter('tail', (parts, count) => {
  if (count.startsWith('+')) return parts.slice(Math.max(0, Number(count.slice(1)) - 1));
  const n = Math.abs(Number(count));
  return n === 0 ? [] : parts.slice(-n);
});
