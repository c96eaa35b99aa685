import { type Command, fail, succeed } from '../Command.ts';
import { joinLines } from '../options.ts';

/** `history [N]`: the last lines that were typed at this place, numbered as bash does (builtins/history.def). */
export const history: Command = (context, [count, ...more]) => {
  if (count?.startsWith('-')) return fail(`kubehop: history takes a number of lines, and no ${count}\n`, 2);
  if (more.length > 0) return fail('sh: 1: history: too many arguments\n');
  if (count !== undefined && !/^\d+$/.test(count)) return fail(`sh: 1: history: ${count}: numeric argument required\n`);
  const lines = context.history.map((line, i) => `${String(i + 1).padStart(5)}  ${line}`);
  return succeed(joinLines(lines.slice(Math.max(0, lines.length - Number(count ?? lines.length)))));
};
