import type { Flag, ParsedArgs } from './flags.ts';
import type { Session } from './Session.ts';

/** What a subcommand of `kubectl create` makes of its words and flags. */
export interface Generator {
  flags: Flag[];
  /** The object as kubectl would send it. */
  object: (args: ParsedArgs, name: string, session: Session) => Record<string, unknown>;
  /** How the server's refusal is introduced. */
  failure?: string;
  /** Flags that must be there (cobra says it before the words are looked at). */
  required?: string[];
}

/** All values of a flag that may be given several times, or once with commas. */
export const listOf = (args: ParsedArgs, name: string): string[] =>
  (args.flags.get(name) ?? []).flatMap((value) => value.split(','));
