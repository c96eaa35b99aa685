import { actingSteps, type Cluster, type OpenScenario, type StepResult, timelineOf } from '../engine/index.ts';
import type { Timeline } from '../model/Timeline.ts';

/** What became of a step, and when it was over. */
export type TimedResult = StepResult & { at: number };

export interface PacedResult {
  steps: (TimedResult | undefined)[];
  timeline: Timeline;
}

/** Plays a scenario as its timeline does, and keeps what each step printed. Milliseconds since the steps began. */
export function runPaced(opened: OpenScenario, files: ReadonlyMap<string, string>): PacedResult {
  const steps: PacedResult['steps'] = actingSteps(opened.scenario).map(() => undefined);
  const { cluster }: { cluster: Cluster } = opened;
  const answered = (step: number, result: StepResult): void => {
    steps[step] = { ...result, at: cluster.now - (cluster.play?.start ?? 0) };
  };
  // traffic costs time, and nobody counts it here
  const quiet = { ...opened, scenario: { ...opened.scenario, traffic: [] } };
  return { timeline: timelineOf(quiet, files, [], answered), steps };
}
