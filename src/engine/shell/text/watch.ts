import { advance } from '../../controllers/settle.ts';
import { type Command, fail, type ShellContext } from '../Command.ts';
import { hostnameOf } from '../hostnameOf.ts';
import { getopt } from '../options.ts';
import { quote } from '../words.ts';

/** So long it looks, in milliseconds: in virtual time nobody is there to end it. */
const LONGEST = 60_000;
/** procps: src/watch.c, the shortest interval. */
const SHORTEST = 0.1;
const MOST_LOOKS = 120;

/**
 * `watch [-n SECONDS] [-t] [-g] COMMAND`: runs it again and again, in virtual time, for a minute or until `timeout` ends
 * it. Screens that are as the one before are not printed again.
 */
export const watch: Command = (context, args, stdin) => {
  // options end at the first word, which is the command's
  const first = args.findIndex(
    (arg, i) => !arg.startsWith('-') && args[i - 1] !== '-n' && args[i - 1] !== '--interval',
  );
  const until = first < 0 ? args.length : first;
  const long = { interval: 'n', 'no-title': 't', differences: 'd', chgexit: 'g', exec: 'x' };
  const { options, wrong } = getopt(args.slice(0, until), 'n:tdgx', long);
  const command = args.slice(until);
  if (wrong !== undefined) return fail(`watch: invalid option -- '${wrong.replace(/^-+/, '')}'\n`);
  if (command.length === 0) return fail('Usage:\n watch [options] command\n');
  const seconds = Number(options.get('n')?.[0] ?? 2);
  if (Number.isNaN(seconds)) return fail(`watch: failed to parse argument: '${options.get('n')?.[0]}'\n`);
  const every = Math.max(SHORTEST, seconds);
  const line = options.has('x') ? command.map(quote).join(' ') : command.join(' ');
  return look(context, line, stdin, every, options);
};

function look(
  context: ShellContext,
  line: string,
  stdin: string,
  every: number,
  options: ReadonlyMap<string, string[]>,
): ReturnType<Command> {
  const { cluster, deadline } = context;
  const begun = cluster.now;
  const end = Math.min(begun + LONGEST, deadline ?? Number.POSITIVE_INFINITY);
  const head = `Every ${every.toFixed(1)}s: ${line}`;
  let stdout = '';
  let last: string | undefined;
  for (let looks = 0; looks < MOST_LOOKS; looks += 1) {
    const result = context.execute(context.on, line, stdin);
    const screen = result.stdout + result.stderr;
    if (last === undefined || screen !== last) {
      const at = `${hostnameOf(context)}: +${((cluster.now - begun) / 1000).toFixed(1)}s`;
      stdout += options.has('t') ? screen : `${stdout && '\n'}${head}    ${at}\n\n${screen}`;
      if (options.has('g') && last !== undefined) return { stdout, stderr: '', exit: 0 };
    }
    last = screen;
    if (cluster.now + every * 1000 > end) break;
    advance(cluster, cluster.now + every * 1000);
  }
  const seconds = Math.round((cluster.now - begun) / 1000);
  return { stdout, stderr: `kubehop: watch ended after ${seconds} s of virtual time\n`, exit: 0 };
}
