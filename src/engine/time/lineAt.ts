import type { CommandResult, TypedLine } from '../../model/Scenario.ts';
import type { Cluster } from '../cluster/Cluster.ts';
import { Paused } from '../cluster/Play.ts';
import { execute } from '../shell/execute.ts';
import { withFiles } from '../withFiles.ts';
import { copyCluster } from './copyCluster.ts';

/** A command that waits for longer than this is not waited for. */
const LONGEST = 600_000;

/**
 * What a line prints that is typed at a moment of a timeline, and whether things happen otherwise by it. One that waits
 * looks ahead; the moment that is shown stays.
 */
export function lineAt(
  moment: Cluster,
  { on, run, stdin = '' }: TypedLine,
  history: readonly string[] = [],
): { result: CommandResult; changed: boolean } {
  const cluster = copyCluster(moment);
  const { play } = cluster;
  if (!play) throw new Error('no scenario is played here');
  play.limit = cluster.now + LONGEST;
  const [revision, watchers, timers] = [cluster.store.revision, cluster.watchers.length, cluster.timers.length];
  try {
    const printed = execute(cluster, on, run, stdin, play.files, { written: play.written, history });
    const result = withFiles(printed, moment.play?.written ?? new Map(), play.written);
    const wrote = cluster.store.revision !== revision || cluster.timers.length !== timers;
    return { result, changed: wrote || cluster.watchers.length > watchers || result.files !== undefined };
  } catch (error) {
    if (!(error instanceof Paused)) throw error;
    return { result: { stdout: '', stderr: 'kubehop: it still waits after ten minutes\n', exit: 1 }, changed: false };
  }
}
