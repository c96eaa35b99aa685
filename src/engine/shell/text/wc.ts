import { type Command, fail } from '../Command.ts';
import { getopt } from '../options.ts';
import { inputOf } from './input.ts';

/** `wc [-lwc]` */
export const wc: Command = (context, args, stdin) => {
  const { options, words, wrong } = getopt(args, 'lwcm', { lines: 'l', words: 'w', bytes: 'c' });
  if (wrong !== undefined) return fail(`wc: unrecognized option '${wrong}'\n`);
  const { text, stderr } = inputOf(context, 'wc', words, stdin);
  const counts: [string, number][] = [
    ['l', text.split('\n').length - 1],
    ['w', text.split(/\s+/).filter(Boolean).length],
    ['c', text.length],
  ];
  const wanted = options.size === 0 ? counts : counts.filter(([letter]) => options.has(letter));
  const name = words.length === 1 ? ` ${words[0]}` : '';
  const stdout =
    wanted.length === 1
      ? `${wanted[0]?.[1]}${name}\n`
      : `${wanted.map(([, n]) => String(n).padStart(7)).join(' ')}${name}\n`;
  return { stdout, stderr, exit: stderr === '' ? 0 : 1 };
};
