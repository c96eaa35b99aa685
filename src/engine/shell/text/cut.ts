import { type Command, fail } from '../Command.ts';
import { getopt, joinLines, linesOf } from '../options.ts';
import { inputOf } from './input.ts';

/** `1,3-5`, `2-`: whether a position is chosen. */
function chooser(list: string): (position: number) => boolean {
  const ranges = list.split(',').map((part) => {
    const [from = '', to] = part.split('-');
    return { from: Number(from || 1), to: to === undefined ? Number(from) : Number(to || Number.MAX_SAFE_INTEGER) };
  });
  return (position) => ranges.some(({ from, to }) => position >= from && position <= to);
}

/** `cut -d C -f LIST` and `cut -c LIST` */
export const cut: Command = (context, args, stdin) => {
  const { options, words, wrong } = getopt(args, 'd:f:c:b:s', { delimiter: 'd', fields: 'f', characters: 'c' });
  if (wrong !== undefined) return fail(`cut: unrecognized option '${wrong}'\n`);
  const { text, stderr } = inputOf(context, 'cut', words, stdin);
  const fields = options.get('f')?.at(-1);
  const chars = options.get('c')?.at(-1) ?? options.get('b')?.at(-1);
  if (fields === undefined && chars === undefined)
    return fail('cut: you must specify a list of bytes, characters, or fields\n');
  const chosen = chooser(fields ?? chars ?? '');
  const delimiter = options.get('d')?.at(-1) ?? '\t';
  const lines = linesOf(text).flatMap((line) => {
    if (fields === undefined) return [[...line].filter((_, i) => chosen(i + 1)).join('')];
    if (!line.includes(delimiter)) return options.has('s') ? [] : [line];
    return [
      line
        .split(delimiter)
        .filter((_, i) => chosen(i + 1))
        .join(delimiter),
    ];
  });
  return { stdout: joinLines(lines), stderr, exit: stderr === '' ? 0 : 1 };
};
