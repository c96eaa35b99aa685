import { type Command, fail, succeed } from '../Command.ts';
import { advance } from '../../controllers/settle.ts';
import { milliseconds } from '../../readScenario.ts';

/** `sleep SECONDS`: the cluster's own clock goes on. */
export const sleep: Command = ({ cluster, deadline }, args) => {
  const time = milliseconds(args[0] ?? '');
  if (time === undefined) return fail(`sleep: invalid time interval '${args[0] ?? ''}'\n`);
  advance(cluster, Math.min(cluster.now + time, deadline ?? Number.POSITIVE_INFINITY));
  return succeed('');
};
