import type { Scenario, ScenarioStep, TypedLine } from '../../model/Scenario.ts';
import type { Cluster } from '../cluster/Cluster.ts';
import { Paused, type Play } from '../cluster/Play.ts';
import { moveTo, nextMoment, restsAt } from '../controllers/settle.ts';
import { schedule } from '../controllers/timers.ts';
import { actingSteps, answerOf, type StepResult } from '../runScenario.ts';

/** Of more steps than this, the rest does not run. */
export const MOST_STEPS = 2000;

/**
 * Begins to play a scenario in a cluster at rest. Its steps run one after another, each at its time or, without one, when
 * the cluster has come to rest after the step before; lines that were typed in the cluster at rest come after them. A line
 * that was typed at a moment of the timeline runs at that moment, whatever the steps do.
 */
export function startPlay(
  cluster: Cluster,
  scenario: Scenario,
  files: ReadonlyMap<string, string>,
  typed: readonly TypedLine[] = [],
): Play {
  const acting = actingSteps(scenario);
  const steps: ScenarioStep[] = [...acting, ...typed].slice(0, MOST_STEPS);
  const own = Math.min(acting.length, MOST_STEPS);
  const more = acting.length + typed.length > MOST_STEPS;
  const isApart = (step: ScenarioStep, i: number): boolean => i >= own && step.at !== undefined;
  const chain = steps.flatMap((step, i) => (isApart(step, i) ? [] : [i]));
  const start = cluster.now;
  const limit = Number.POSITIVE_INFINITY;
  const written = new Map<string, string>();
  const play = { files, written, steps, own, more, chain, start, next: 0, left: steps.length, limit, running: -1 };
  cluster.play = play;
  planNext(cluster, play);
  steps.forEach((step, i) => {
    if (!isApart(step, i)) return;
    schedule(cluster, start + (step.at ?? 0), (then) => perform(then, i), { byHand: true });
  });
  return play;
}

export const isAtRest = (cluster: Cluster): boolean => restsAt(cluster) === Number.NEGATIVE_INFINITY;

/** The next step of the chain runs at its time, if it has one. */
function planNext(cluster: Cluster, { chain, steps, next, start }: Play): void {
  const at = steps[chain[next] ?? -1]?.at;
  if (at !== undefined) schedule(cluster, Math.max(cluster.now, start + at), performNext, { byHand: true });
}

function performNext(cluster: Cluster): void {
  const { play } = cluster;
  if (!play) return;
  perform(cluster, play.chain[play.next] ?? -1);
  play.next++;
  planNext(cluster, play);
}

function perform(cluster: Cluster, index: number): void {
  const { play, log } = cluster;
  const step = play?.steps[index];
  if (!play || !step) return;
  if (log) log.actor = `step ${index + 1}`;
  play.running = index;
  const result = ask(cluster, play, step);
  play.left--;
  if (!result) return;
  play.answered?.(index, result);
  if ('run' in result) log?.happened({ kind: 'step', step: index, on: result.on, run: result.run, exit: result.exit });
}

/** Questions change nothing, and take their time: they are asked only if somebody wants to know. */
const ask = (cluster: Cluster, { answered, files, written }: Play, step: ScenarioStep): StepResult | undefined =>
  step.reach !== undefined && !answered ? undefined : answerOf(cluster, step, files, written);

/**
 * Lets happen what happens next: a step, a timer, or what controllers have heard of. False when nothing happens until
 * `limit`, a command waits longer than that, or controllers do not come to rest at all.
 */
export function happenNext(cluster: Cluster, limit: number): boolean {
  const { play } = cluster;
  if (!play) return false;
  play.limit = limit;
  try {
    const step = play.steps[play.chain[play.next] ?? -1];
    if (step && step.at === undefined && cluster.now <= limit && isAtRest(cluster)) {
      performNext(cluster);
      moveTo(cluster, cluster.now);
      return true;
    }
    const moment = nextMoment(cluster);
    if (moment > limit || cluster.restless) return false;
    moveTo(cluster, moment);
    return true;
  } catch (error) {
    if (!(error instanceof Paused)) throw error;
    return false;
  }
}
