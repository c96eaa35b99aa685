import type { Command } from '../Command.ts';
import { inputOf } from './input.ts';

/** `cat [FILE…]` */
export const cat: Command = (context, args, stdin) => {
  const { text, stderr } = inputOf(
    context,
    'cat',
    args.filter((a) => !/^-[a-zA-Z]/.test(a)),
    stdin,
  );
  return { stdout: text, stderr, exit: stderr === '' ? 0 : 1 };
};
