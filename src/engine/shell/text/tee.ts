import { type Command, fail } from '../Command.ts';

/** `tee [-a] [FILE…]`: its input goes on, and into files where they are kept. */
export const tee: Command = ({ files, place, save }, args, stdin) => {
  const appends = args.includes('-a');
  for (const file of args.filter((arg) => !arg.startsWith('-') && arg !== '/dev/null')) {
    if (!save || place !== 'admin') return fail(`tee: ${file}: no file is written in a simulation\n`, 1, stdin);
    save(file, (appends ? (files.get(file) ?? '') : '') + stdin);
  }
  return { stdout: stdin, stderr: '', exit: 0 };
};
