import { type Command, fail } from '../Command.ts';
import { getopt, joinLines, linesOf } from '../options.ts';
import { inputOf } from './input.ts';

/** `uniq [-c] [-d] [-u]` */
export const uniq: Command = (context, args, stdin) => {
  const { options, words, wrong } = getopt(args, 'cdui', { count: 'c' });
  if (wrong !== undefined) return fail(`uniq: unrecognized option '${wrong}'\n`);
  const { text, stderr } = inputOf(context, 'uniq', words, stdin);
  const groups: { line: string; count: number }[] = [];
  for (const line of linesOf(text)) {
    const last = groups.at(-1);
    if (last?.line === line) last.count++;
    else groups.push({ line, count: 1 });
  }
  const chosen = groups.filter(({ count }) => (options.has('d') ? count > 1 : options.has('u') ? count === 1 : true));
  const lines = chosen.map(({ line, count }) => (options.has('c') ? `${String(count).padStart(7)} ${line}` : line));
  return { stdout: joinLines(lines), stderr, exit: stderr === '' ? 0 : 1 };
};
