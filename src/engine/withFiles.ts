import type { CommandResult } from '../model/Scenario.ts';

/** What a line printed, and the files that it has written: those of `now` that were not so `before`. */
export function withFiles(
  result: CommandResult,
  before: ReadonlyMap<string, string>,
  now: ReadonlyMap<string, string>,
): CommandResult {
  const fresh = [...now].filter(([name, text]) => before.get(name) !== text);
  return fresh.length > 0 ? { ...result, files: fresh.map(([name, text]) => ({ name, text })) } : result;
}
