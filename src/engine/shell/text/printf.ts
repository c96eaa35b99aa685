import { type Command, fail } from '../Command.ts';
import { C_ESCAPES } from '../cEscapes.ts';
import { formatted } from './awkFormat.ts';

const unescaped = (text: string): string =>
  text.replace(
    /\\([abfnrtv\\]|[0-7]{1,4})/g,
    (_, c: string) => C_ESCAPES[c] ?? String.fromCharCode(parseInt(c, 8) & 255),
  );

/** `printf FORMAT WORD…`: the format is used again while words are left. What it complains of is dash's (bltin/printf.c). */
export const printf: Command = (_context, args) => {
  const [format, ...words] = args;
  if (format === undefined) return fail('sh: 1: printf: usage: printf format [arg ...]\n', 2);
  const pattern = unescaped(format);
  let [stdout, stderr] = ['', ''];
  const complain = (what: string): void => void (stderr += `sh: 1: printf: ${what}\n`);
  let at = 0;
  let before: number;
  do {
    before = at;
    for (const piece of pattern.match(/%%|%[-+ 0#]*\d*(?:\.\d*)?.?|[^%]+/gs) ?? []) {
      const type = piece.at(-1) ?? '';
      if (!piece.startsWith('%') || piece === '%%') {
        stdout += piece === '%%' ? '%' : piece;
        continue;
      }
      if (!/[a-zA-Z]/.test(type) || !'sbcdiuoxXeEfgG'.includes(type)) {
        complain(/\w/.test(type) ? `${piece}: invalid directive` : 'missing format character');
        return fail(stderr, 2, stdout);
      }
      const word = words[at++];
      try {
        if (type === 's' || type === 'c') stdout += formatted(piece, [word ?? '']);
        else if (type === 'b') stdout += formatted(`${piece.slice(0, -1)}s`, [unescaped(word ?? '')]);
        else stdout += formatted(piece, [numberIn(word ?? '', !'eEfgG'.includes(type), complain)]);
      } catch (error) {
        complain(error instanceof Error ? error.message : '');
      }
    }
  } while (at > before && at < words.length);
  return { stdout, stderr, exit: stderr === '' ? 0 : 1 };
};

/** As strtoimax and strtod read it: octal behind 0, hexadecimal behind 0x. */
function numberIn(word: string, isWhole: boolean, complain: (what: string) => void): number {
  const [, sign = '', digits = ''] =
    (isWhole ? /^\s*([-+]?)(0x[\da-f]+|\d+)/i : /^\s*([-+]?)((?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?)/i).exec(word) ?? [];
  if (digits === '' && word !== '') complain(`${word}: expected numeric value`);
  else if (!word.endsWith(digits)) complain(`${word}: not completely converted`);
  const value = isWhole && /^0[0-7]+$/.test(digits) ? parseInt(digits, 8) : Number(digits);
  return sign === '-' ? -value : value;
}
