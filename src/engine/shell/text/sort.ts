import { type Command, fail } from '../Command.ts';
import { getopt, joinLines, linesOf } from '../options.ts';
import { inputOf } from './input.ts';

/** `sort [-nrufV] [-k N] [-t C]`: by bytes, as in the C locale. */
export const sort: Command = (context, args, stdin) => {
  const { options, words, wrong } = getopt(args, 'nrufVbk:t:', { reverse: 'r', unique: 'u', 'numeric-sort': 'n' });
  if (wrong !== undefined) return fail(`sort: unrecognized option '${wrong}'\n`, 2);
  const { text, stderr } = inputOf(context, 'sort', words, stdin);
  const field = Number.parseInt(options.get('k')?.at(-1) ?? '0', 10);
  const separator = options.get('t')?.at(-1);
  const keyOf = (line: string): string => {
    if (field === 0) return line;
    const fields = separator === undefined ? line.trimStart().split(/\s+/) : line.split(separator);
    return fields.slice(field - 1).join(separator ?? ' ');
  };
  const number = (key: string): number => Number.parseFloat(/^\s*-?[\d.]+/.exec(key)?.[0] ?? '0');
  const bytes = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
  const version = (a: string, b: string): number => {
    const [x, y] = [a.match(/\d+|\D+/g) ?? [], b.match(/\d+|\D+/g) ?? []];
    for (let i = 0; i < x.length && i < y.length; i++) {
      const [p = '', q = ''] = [x[i], y[i]];
      if (p !== q) return /^\d/.test(p) && /^\d/.test(q) ? Number(p) - Number(q) : bytes(p, q);
    }
    return x.length - y.length;
  };
  const compareKeys = (a: string, b: string): number => {
    if (options.has('n')) return number(a) - number(b);
    if (options.has('V')) return version(a, b);
    return options.has('f') ? bytes(a.toUpperCase(), b.toUpperCase()) : bytes(a, b);
  };
  let lines = linesOf(text).sort((a, b) => {
    const order = compareKeys(keyOf(a), keyOf(b)) || (options.has('u') ? 0 : bytes(a, b));
    return options.has('r') ? -order : order;
  });
  if (options.has('u'))
    lines = lines.filter((line, i) => i === 0 || compareKeys(keyOf(line), keyOf(lines[i - 1] ?? '')) !== 0);
  return { stdout: joinLines(lines), stderr, exit: stderr === '' ? 0 : 2 };
};
