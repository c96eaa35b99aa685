import { type Command, fail } from '../Command.ts';

/** `sh -c SCRIPT`: a shell of its own, which has the variables of its place and not those of the line. */
export const sh: Command = (context, [option, script, ...more], stdin) => {
  if (option !== '-c' || more.length > 0) return fail('kubehop: of shells only sh -c SCRIPT is simulated\n', 2);
  if (script === undefined) return fail('sh: 0: -c requires an argument\n', 2);
  return context.execute(context.on, script, stdin);
};
