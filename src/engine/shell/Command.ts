import type { CommandResult } from '../../model/Scenario.ts';
import type { Place } from '../../model/Trace.ts';
import type { Cluster } from '../cluster/Cluster.ts';

/** Where and with what a command runs. */
export interface ShellContext {
  cluster: Cluster;
  /** As the step says it: `admin`, `client`, `node/NAME`, `pod/NAME`. */
  on: string;
  /** The same, looked up; the admin's terminal is no place of the network. */
  place: Place | 'admin';
  /** The environment, in the order in which `env` prints it. */
  variables: Map<string, string>;
  /** The files of the working directory, by name. */
  files: ReadonlyMap<string, string>;
  /** Writes a file there; bytes are characters up to U+00FF. Absent where nobody keeps it. */
  save?: ((name: string, text: string) => void) | undefined;
  /** The lines that were typed at this place, this one at the end; none of a script. */
  history: readonly string[];
  /** The line is this one command, and what it prints goes nowhere but to the terminal. */
  alone: boolean;
  /** `timeout` ends the command at this virtual time. */
  deadline: number | undefined;
  /** Runs a line at another place of the same cluster. */
  execute: (on: string, line: string, stdin: string) => CommandResult;
}

/** A program: its arguments (without its name) and its input to what it prints and its exit status. */
export type Command = (context: ShellContext, args: string[], stdin: string) => CommandResult;

export const succeed = (stdout: string, stderr = ''): CommandResult => ({ stdout, stderr, exit: 0 });

export const fail = (stderr: string, exit = 1, stdout = ''): CommandResult => ({ stdout, stderr, exit });
