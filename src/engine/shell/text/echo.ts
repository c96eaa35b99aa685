import { type Command, succeed } from '../Command.ts';

/** `echo [-n] WORD…`: as in dash, which knows backslash escapes. */
export const echo: Command = (_context, args) => {
  const bare = args[0] === '-n';
  const words = args.slice(bare || args[0] === '-e' ? 1 : 0);
  const escapes: Record<string, string> = { n: '\n', t: '\t', '\\': '\\', r: '\r' };
  const text = words.join(' ').replace(/\\([nt\\r])/g, (_, c: string) => escapes[c] ?? c);
  return succeed(bare ? text : `${text}\n`);
};
