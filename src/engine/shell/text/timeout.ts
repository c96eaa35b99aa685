import { milliseconds } from '../../readScenario.ts';
import { type Command, fail, type ShellContext } from '../Command.ts';

/** coreutils: the exit status of a command that was ended. */
const ENDED = 124;

/** `timeout DURATION COMMAND`: ends what would go on; `kubectl wait` and `rollout status` have limits of their own. */
export const timeout =
  (commandNamed: (name: string, context: ShellContext) => Command | undefined): Command =>
  (context, [given = '', name = '', ...rest], stdin) => {
    const time = milliseconds(given);
    if (time === undefined) return fail(`timeout: invalid time interval '${given}'\n`, 125);
    const command = commandNamed(name, context);
    if (!command) return fail(`timeout: failed to run command '${name}': No such file or directory\n`, 127);
    const deadline = context.cluster.now + time;
    const result = command({ ...context, alone: false, deadline }, rest, stdin);
    const ended = result.exit === 0 && context.cluster.now >= deadline;
    return ended ? { ...result, exit: ENDED } : result;
  };
