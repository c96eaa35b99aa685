import type { Scenario, ScenarioStep } from '../../model/Scenario.ts';
import type { Cluster } from '../cluster/Cluster.ts';
import { moveTo, nextMoment, restsAt } from '../controllers/settle.ts';
import { actingSteps } from '../runScenario.ts';
import { execute } from '../shell/execute.ts';

/** A scenario under way: its cluster, and how far its steps have come. */
export interface ScenarioRun {
  cluster: Cluster;
  files: ReadonlyMap<string, string>;
  steps: readonly ScenarioStep[];
  /** Virtual time at which the steps began. */
  start: number;
  /** The index of the next step. */
  next: number;
}

/** Of more steps than this, the rest does not run. */
export const MOST_STEPS = 2000;

export const startRun = (cluster: Cluster, scenario: Scenario, files: ReadonlyMap<string, string>): ScenarioRun => ({
  cluster,
  files,
  steps: actingSteps(scenario),
  start: cluster.now,
  next: 0,
});

export const isAtRest = (cluster: Cluster): boolean => restsAt(cluster) === Number.NEGATIVE_INFINITY;

/** When the next step runs: at its time, or, without one, when the cluster has come to rest after the step before. */
function nextStepAt({ cluster, steps, start, next }: ScenarioRun): number {
  const step = steps[next];
  if (!step || next >= MOST_STEPS) return Number.POSITIVE_INFINITY;
  if (step.at !== undefined) return Math.max(cluster.now, start + step.at);
  return isAtRest(cluster) ? cluster.now : Number.POSITIVE_INFINITY;
}

/**
 * Lets happen what happens next: a step, a timer, or what controllers have heard of. False, and nothing has happened,
 * when that is later than `limit`.
 */
export function happenNext(run: ScenarioRun, limit: number): boolean {
  const { cluster } = run;
  const step = nextStepAt(run);
  const moment = nextMoment(cluster);
  if (Math.min(step, moment) > limit) return false;
  if (moment < step) {
    moveTo(cluster, moment);
    return true;
  }
  moveTo(cluster, step);
  const { on, run: command, stdin = '' } = run.steps[run.next] ?? { on: 'admin' };
  const { log } = cluster;
  if (log) log.actor = `step ${run.next + 1}`;
  if (command !== undefined) {
    const { exit } = execute(cluster, on, command, stdin, run.files);
    log?.happened({ kind: 'step', step: run.next, on, run: command, exit });
  }
  run.next++;
  moveTo(cluster, cluster.now);
  return true;
}
