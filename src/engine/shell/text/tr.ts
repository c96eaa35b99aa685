import { type Command, fail, succeed } from '../Command.ts';
import { getopt } from '../options.ts';

const CLASSES: Record<string, string> = {
  '[:lower:]': 'abcdefghijklmnopqrstuvwxyz',
  '[:upper:]': 'ABCDEFGHIJKLMNOPQRSTUVWXYZ',
  '[:digit:]': '0123456789',
  '[:space:]': ' \t\n\r\v\f',
};

/** `a-z`, `\n`, `[:upper:]` as the characters that they mean. */
function setOf(text: string): string[] {
  const plain = text
    .replace(/\[:\w+:\]/g, (name) => CLASSES[name] ?? '')
    .replace(/\\([nt\\r])/g, (_, c: string) => ({ n: '\n', t: '\t', r: '\r' })[c] ?? c);
  return [
    ...plain.replace(/([^])-([^])/g, (_, a: string, b: string) => {
      const [from, to] = [a.codePointAt(0) ?? 0, b.codePointAt(0) ?? 0];
      return String.fromCodePoint(...Array.from({ length: Math.max(0, to - from + 1) }, (__, i) => from + i));
    }),
  ];
}

/** `tr [-d] [-s] SET1 [SET2]` */
export const tr: Command = (_context, args, stdin) => {
  const { options, words, wrong } = getopt(args, 'dsc');
  if (wrong !== undefined) return fail(`tr: invalid option -- '${wrong.slice(1)}'\n`);
  const [first, second] = words;
  if (first === undefined) return fail("tr: missing operand\nTry 'tr --help' for more information.\n");
  const from = setOf(first);
  const inSet = (c: string) => from.includes(c) !== options.has('c');
  const chars = [...stdin];
  if (options.has('d')) return succeed(chars.filter((c) => !inSet(c)).join(''));
  const to = setOf(second ?? first);
  const last = to.at(-1) ?? '';
  const mapped = chars.map((c) => (inSet(c) ? (to[options.has('c') ? to.length : from.indexOf(c)] ?? last) : c));
  if (!options.has('s')) return succeed(mapped.join(''));
  return succeed(mapped.filter((c, i) => !(to.includes(c) && c === mapped[i - 1])).join(''));
};
