import { type Command, fail, succeed } from '../Command.ts';
import { joinLines } from '../options.ts';

const MOST = 10_000;

/** `seq [FIRST [STEP]] LAST` */
export const seq: Command = (_context, args) => {
  const numbers = args.map(Number);
  if (numbers.length === 0 || numbers.length > 3 || numbers.some((n) => !Number.isFinite(n)))
    return fail('seq: invalid argument\n');
  const last = numbers.at(-1) ?? 0;
  const first = numbers.length > 1 ? (numbers[0] ?? 1) : 1;
  const step = numbers.length > 2 ? (numbers[1] ?? 1) : 1;
  if (step === 0) return fail("seq: invalid Zero increment value: '0'\n");
  const lines: string[] = [];
  for (let n = first; (step > 0 ? n <= last : n >= last) && lines.length < MOST; n += step) lines.push(String(n));
  return succeed(joinLines(lines));
};
