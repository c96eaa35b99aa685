import type { Place } from '../../../model/Trace.ts';
import type { ShellContext } from '../Command.ts';

/** The place of a command that is only found where there is a network. */
export function placeIn({ place }: ShellContext): Place {
  if (place === 'admin') throw new Error('the admin terminal is no place of the network');
  return place;
}

/** A line of the shell is ended after so many seconds, as the place's own shell would be. */
export const RUN_LIMIT_SECONDS = 10;

/** The exit status of a command that was ended. */
export const KILLED = { stdout: '', stderr: '', exit: 124 } as const;
