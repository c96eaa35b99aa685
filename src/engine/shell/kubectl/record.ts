import { type Flag, isSet, type ParsedArgs } from './flags.ts';
import type { Session } from './Session.ts';

export const RECORD: Flag = { name: 'record', type: 'bool' };

const CHANGE_CAUSE = 'kubernetes.io/change-cause';

/**
 * --record: what is changed gets the command line as an annotation, with the flags by name behind the words
 * (cli-runtime: genericclioptions/record_flags.go, parseCommandArguments).
 */
export function noteRecord(session: Session, path: string, args: ParsedArgs): void {
  if (!args.flags.has(RECORD.name)) return;
  session.complain('Flag --record has been deprecated, --record will be removed in the future');
  if (!isSet(args, RECORD)) return;
  const flags = [...args.flags]
    .map(([name, values]) => `--${name}=${values.length > 1 ? `[${values.join(',')}]` : values[0]}`)
    .sort();
  session.changeCause = [path, ...args.words, ...flags].join(' ');
}

/** A merge patch, and what is recorded with it. */
export function withRecord(session: Session, patch: unknown): unknown {
  if (session.changeCause === undefined || typeof patch !== 'object' || patch === null || Array.isArray(patch))
    return patch;
  const { metadata } = patch as { metadata?: { annotations?: object } };
  const annotations = { ...metadata?.annotations, [CHANGE_CAUSE]: session.changeCause };
  return { ...patch, metadata: { ...metadata, annotations } };
}
