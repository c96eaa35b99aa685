import type { CommandResult, LineCompletions, TypedLine } from '../model/Scenario.ts';
import type { Source } from '../model/Simulation.ts';
import type { Timeline } from '../model/Timeline.ts';
import { RESTLESS, settle } from './controllers/settle.ts';
import { openSettled, withOrigins } from './openSettled.ts';
import { completeLine } from './shell/complete/completeLine.ts';
import { execute } from './shell/execute.ts';
import { lineAt } from './time/lineAt.ts';
import { Moments } from './time/Moments.ts';
import type { OpenTyped, Settled } from './SimulationMemo.ts';
import { withFiles } from './withFiles.ts';
import { workingFiles } from './workingFiles.ts';

/** What a command printed, and whether the cluster's objects are others since, or its machines. */
export interface Ran {
  result: CommandResult;
  changed: boolean;
}

/** A cluster in which somebody types: at rest, or at a moment of its timeline (`Source.at`). */
export interface Session {
  open: OpenTyped;
  /** What happens in a scenario, with what was typed, in virtual time. */
  timeline(source: Source, beat?: () => void): Timeline;
  /** Runs a line after those of the source; the cluster has settled before it. */
  run(source: Source, line: TypedLine): Ran;
  /** What can stand at the end of a line that is being typed. */
  complete(source: Source, on: string, line: string): LineCompletions;
}

/** What lines have written so far. */
const filesOf = (last: { files: Map<string, string> } | undefined): Map<string, string> => last?.files ?? new Map();

const sameLine = (a: TypedLine, b: TypedLine | undefined): boolean =>
  a.on === b?.on && a.run === b.run && a.stdin === b.stdin;

/**
 * Opens clusters with what was typed in them. The same text and lines make the same cluster; one that has more lines
 * than the last goes on from there, since a line does the same whether those before it were typed now or again.
 */
export function createSession(): Session {
  const moments = new Moments();
  /** `files` are those that lines have written. */
  let last: { text: string; done: TypedLine[]; settled: Settled; files: Map<string, string> } | undefined;

  function open({ text, typed: all = [], at }: Source, beat?: () => void): Settled {
    if (at !== undefined) return moments.open({ text, typed: all }, at);
    // what was typed at a moment belongs to the timeline
    const typed = all.filter((line) => line.at === undefined);
    const goesOn = last?.text === text && last.done.every((line, i) => sameLine(line, typed[i]));
    const session =
      goesOn && last
        ? last
        : { text, done: [], settled: openSettled(text, undefined, beat), files: new Map<string, string>() };
    const { cluster } = session.settled.opened;
    last = undefined; // while it is being changed it is nobody's
    for (const line of typed.slice(session.done.length)) {
      perform(session.settled, text, line, session);
      settle(cluster, beat);
      session.done.push(line);
    }
    last = { ...session, settled: withOrigins(session.settled) };
    return last.settled;
  }

  return {
    open,
    timeline: (source, beat) => moments.timeline(source, beat),
    complete: (source, on, line) => {
      const { cluster } = open(source).opened;
      return completeLine(cluster, on, line, [...workingFiles(source.text).keys(), ...filesOf(last).keys()]);
    },
    run(source, line) {
      const { typed = [], at: moment } = source;
      if (moment !== undefined) return lineAt(open(source).opened.cluster, line, typedAt(line.on, typed));
      const settled = open(source);
      const files: Map<string, string> = filesOf(last);
      const earlier = new Map(files);
      const { store, control } = settled.opened.cluster;
      const before = [store.revision, control.networkChanges];
      last = undefined;
      const done = typed.filter(({ at }) => at === undefined);
      const result = perform(settled, source.text, line, { done, files });
      settle(settled.opened.cluster);
      if (settled.opened.cluster.restless) result.stderr += RESTLESS;
      last = {
        text: source.text,
        done: [...done, line],
        settled,
        files,
      };
      // a Node may go without an object that tells of it
      const changed = store.revision !== before[0] || control.networkChanges !== before[1];
      return { result: withFiles(result, earlier, files), changed };
    },
  };
}

const typedAt = (on: string, lines: readonly TypedLine[]): string[] =>
  lines.flatMap((line) => (line.on === on ? [line.run] : []));

/** The text is there as a file. */
const perform = (
  { opened }: Settled,
  text: string,
  { on, run, stdin = '' }: TypedLine,
  { done, files }: { done: readonly TypedLine[]; files: Map<string, string> },
): CommandResult =>
  execute(opened.cluster, on, run, stdin, workingFiles(text), { written: files, history: typedAt(on, done) });
