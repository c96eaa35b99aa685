import { type Command, fail, succeed } from '../Command.ts';
import { getopt } from '../options.ts';
import { formatted } from './awkFormat.ts';

const MOST = 10_000;

/** `seq [-w] [-s BETWEEN] [-f FORMAT] [FIRST [STEP]] LAST` */
export const seq: Command = (_context, args) => {
  const begins = args.findIndex((arg) => /^-?[\d.]/.test(arg));
  const { options, words, wrong } = getopt(args.slice(0, begins < 0 ? args.length : begins), 'ws:f:', {
    'equal-width': 'w',
    separator: 's',
    format: 'f',
  });
  const numbers = [...words, ...(begins < 0 ? [] : args.slice(begins))].map(Number);
  if (wrong || numbers.length === 0 || numbers.length > 3 || numbers.some((n) => !Number.isFinite(n)))
    return fail('seq: invalid argument\n');
  const last = numbers.at(-1) ?? 0;
  const first = numbers.length > 1 ? (numbers[0] ?? 1) : 1;
  const step = numbers.length > 2 ? (numbers[1] ?? 1) : 1;
  if (step === 0) return fail("seq: invalid Zero increment value: '0'\n");
  const format = options.get('f')?.at(-1);
  if (format !== undefined && !/^[^%]*%[-+ 0]*\d*(\.\d*)?[efgEFG][^%]*$/.test(format))
    return fail(`seq: format '${format}' has no single % directive\n`);
  const put = (n: number): string => (format === undefined ? String(n) : formatted(format, [n]));
  try {
    put(first);
  } catch (error) {
    // a field that is too wide
    return fail(`seq: ${error instanceof Error ? error.message : ''}\n`);
  }
  const lines: string[] = [];
  for (let n = first; (step > 0 ? n <= last : n >= last) && lines.length < MOST; n += step) lines.push(put(n));
  const wide = options.has('w') ? Math.max(...lines.map(({ length }) => length)) : 0;
  const all = lines.map((line) =>
    line.startsWith('-') ? `-${line.slice(1).padStart(wide - 1, '0')}` : line.padStart(wide, '0'),
  );
  return succeed(all.length > 0 ? `${all.join(options.get('s')?.at(-1) ?? '\n')}\n` : '');
};
