import { type Command, fail, succeed } from '../Command.ts';
import { fileNamed } from '../fileNamed.ts';

const NUMBERS: Record<string, (a: number, b: number) => boolean> = {
  '-eq': (a, b) => a === b,
  '-ne': (a, b) => a !== b,
  '-lt': (a, b) => a < b,
  '-le': (a, b) => a <= b,
  '-gt': (a, b) => a > b,
  '-ge': (a, b) => a >= b,
};

/** `test EXPRESSION`: texts, numbers and files, without `-a` and `-o`. */
export const test: Command = (context, args) => {
  const [first = '', second = '', third = ''] = args;
  if (first === '!' && args.length > 1) {
    const { exit, ...rest } = test(context, args.slice(1), '');
    return { ...rest, exit: exit > 1 ? exit : 1 - exit };
  }
  const so = (holds: boolean) => (holds ? succeed('') : fail(''));
  if (args.length <= 1) return so(first !== '');
  if (args.length === 2) {
    if (first === '-n') return so(second !== '');
    if (first === '-z') return so(second === '');
    if (first === '-f' || first === '-e' || first === '-s') {
      const text = fileNamed(context, second);
      return so(first === '-s' ? !!text : text !== undefined);
    }
    return fail(`sh: 1: test: ${first}: unexpected operator\n`, 2);
  }
  if (args.length === 3 && (second === '=' || second === '==')) return so(first === third);
  if (args.length === 3 && second === '!=') return so(first !== third);
  const compare = args.length === 3 && Object.hasOwn(NUMBERS, second) ? NUMBERS[second] : undefined;
  if (!compare) return fail(`sh: 1: test: ${second}: unexpected operator\n`, 2);
  const bad = [first, third].find((word) => !/^[-+]?\d+$/.test(word));
  return bad === undefined
    ? so(compare(Number(first), Number(third)))
    : fail(`sh: 1: test: Illegal number: ${bad}\n`, 2);
};

/** `[ EXPRESSION ]` */
export const bracket: Command = (context, args, stdin) =>
  args.at(-1) === ']' ? test(context, args.slice(0, -1), stdin) : fail('sh: 1: [: missing ]\n', 2);
