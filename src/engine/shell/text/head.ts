import { type Command, fail } from '../Command.ts';
import { getopt, joinLines, linesOf } from '../options.ts';
import { inputOf } from './input.ts';

/** `-3` is `-n 3`. */
const modern = (args: string[]): string[] => args.map((arg) => (/^-\d+$/.test(arg) ? `-n${arg.slice(1)}` : arg));

const filter =
  (name: string, take: (lines: string[], count: string) => string[]): Command =>
  (context, args, stdin) => {
    const { options, words, wrong } = getopt(modern(args), 'n:q', { lines: 'n', quiet: 'q' });
    if (wrong !== undefined) return fail(`${name}: unrecognized option '${wrong}'\n`);
    const { text, stderr } = inputOf(context, name, words, stdin);
    const lines = take(linesOf(text), options.get('n')?.at(-1) ?? '10');
    return { stdout: joinLines(lines), stderr, exit: stderr === '' ? 0 : 1 };
  };

/** `head [-n N]`; a negative N leaves out the last lines. */
export const head = filter('head', (lines, count) => lines.slice(0, Number(count)));

/** `tail [-n N]`; `+N` begins with line N. */
export const tail = filter('tail', (lines, count) => {
  if (count.startsWith('+')) return lines.slice(Math.max(0, Number(count.slice(1)) - 1));
  const n = Math.abs(Number(count));
  return n === 0 ? [] : lines.slice(-n);
});
