import { type Command, fail, succeed } from '../Command.ts';

const ESCAPES: Record<string, string> = { n: '\n', t: '\t', r: '\r', '\\': '\\' };

/** `printf FORMAT WORD…`: the format is used again while words are left. */
export const printf: Command = (_context, args) => {
  const [format, ...words] = args;
  if (format === undefined) return fail('sh: 1: printf: usage: printf format [arg ...]\n', 2);
  const pattern = format.replace(/\\([ntr\\])/g, (_, c: string) => ESCAPES[c] ?? c);
  const uses = (pattern.match(/%[-0]?\d*(\.\d*)?[sdc]/g) ?? []).length;
  let out = '';
  let at = 0;
  do {
    out += pattern.replace(
      /%(%|([-0]?)(\d*)(\.\d*)?[sdc])/g,
      (_, what: string, sign: string, width: string, digits?: string) => {
        if (what === '%') return '%';
        const given = words[at++] ?? (what.endsWith('d') ? '0' : '');
        const word = digits !== undefined && what.endsWith('s') ? given.slice(0, Number(digits.slice(1))) : given;
        const size = Math.min(Number(width) || 0, 1000);
        return sign === '-' ? word.padEnd(size) : word.padStart(size, sign === '0' ? '0' : ' ');
      },
    );
  } while (uses > 0 && at < words.length);
  return succeed(out);
};
