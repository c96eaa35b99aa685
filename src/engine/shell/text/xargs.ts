import { type Command, fail, type ShellContext } from '../Command.ts';
import { linesOf } from '../options.ts';

/** findutils: the exit status where a command failed, and where there is none of that name. */
const FAILED = 123;
const NOT_FOUND = 127;

/** `xargs [-r] [-n N | -I WORD] [COMMAND ARG…]`: the words of its input, or its lines, as arguments. */
export const xargs =
  (commandNamed: (name: string, context: ShellContext) => Command | undefined): Command =>
  (context, args, stdin) => {
    let [at, most, replaced, skips]: [number, number, string | undefined, boolean] = [
      0,
      Number.MAX_SAFE_INTEGER,
      undefined,
      false,
    ];
    for (; args[at]?.startsWith('-'); at++) {
      const [, letter, attached] = /^-([nIr])(.*)$/.exec(args[at] ?? '') ?? [];
      if (letter === undefined) return fail(`xargs: kubehop does not simulate ${args[at]}\n`);
      if (letter === 'r') skips = true;
      else if (letter === 'n') most = Number(attached || args[++at]);
      else replaced = attached || args[++at];
    }
    if (!(most > 0)) return fail('xargs: value for -n option should be >= 1\n');
    const [name = 'echo', ...fixed] = args.slice(at);
    const command = commandNamed(name, context);
    if (!command) return fail(`xargs: ${name}: No such file or directory\n`, NOT_FOUND);
    const given = replaced === undefined ? stdin.split(/\s+/).filter(Boolean) : linesOf(stdin).filter(Boolean);
    const groups: string[][] = [];
    const size = replaced === undefined ? most : 1;
    for (let i = 0; i < given.length; i += size) groups.push(given.slice(i, i + size));
    // GNU's runs its command once where there is nothing, unless it is told not to
    if (groups.length === 0 && !skips && replaced === undefined) groups.push([]);
    const all = { stdout: '', stderr: '', exit: 0 };
    for (const words of groups) {
      const told =
        replaced === undefined ? [...fixed, ...words] : fixed.map((word) => word.replaceAll(replaced, words[0] ?? ''));
      const one = command({ ...context, alone: false }, told, '');
      all.stdout += one.stdout;
      all.stderr += one.stderr;
      if (one.exit !== 0) all.exit = FAILED;
    }
    return all;
  };
