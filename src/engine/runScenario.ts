import type { CommandResult, Scenario, ScenarioStep } from '../model/Scenario.ts';
import type { Ending, Sentence } from '../model/Trace.ts';
import type { Cluster } from './cluster/Cluster.ts';
import { advance, RESTLESS, settle } from './controllers/settle.ts';
import { openDocuments } from './openDocuments.ts';
import { parseText } from './parse/parse.ts';
import { execute } from './shell/execute.ts';
import { placeOf } from './shell/placeOf.ts';
import { reach } from './trace/reach.ts';
import { workingFiles } from './workingFiles.ts';

/** One kind of outcome of `reach`: how it ends, how likely that is, and one way that it goes: machines, and what happens there. */
export type Outcome = Ending & { share: number; path: { at: string; sentence: Sentence }[] };

/** What came of a step; `nowhere` says why nobody could ask from its place. */
export type StepResult =
  | ({ on: string; run: string } & CommandResult)
  | { on: string; reach: string; outcomes: Outcome[]; nowhere?: string };

export interface ScenarioResult {
  scenario: string;
  create: CommandResult;
  steps: StepResult[];
}

/** The outcomes of a new connection, equal endings counted as one. */
export function outcomesOf(cluster: Cluster, on: string, url: string): Outcome[] {
  const place = placeOf(cluster, on);
  if (typeof place === 'string') return [];
  const byEnding = new Map<string, Outcome>();
  for (const trace of reach(cluster, place, url).traces) {
    const key = JSON.stringify(trace.ending);
    const known = byEnding.get(key);
    if (known) known.share += trace.share;
    else {
      const path = trace.hops.map(({ at, sentence }) => ({ at: at.name, sentence }));
      // a machine outside has no name: `{"result":"delivered"}`
      const { node, ...rest } = { node: undefined, ...trace.ending };
      byEnding.set(key, { ...(node === '' ? rest : trace.ending), share: trace.share, path } as Outcome);
    }
  }
  return [...byEnding.values()];
}

/** Creates a scenario's objects and runs its steps: what `kubehop run` prints. `file` names it in messages. */
export function runScenario(text: string, file = 'scenario.yaml'): ScenarioResult {
  const { cluster, scenario, create } = openDocuments(parseText(text), file);
  settle(cluster);
  const steps = runSteps(cluster, scenario, workingFiles(text, file));
  return { scenario: scenario.name || file.replace(/\.ya?ml$/, ''), create, steps };
}

/** The steps that do or ask something: each has a result. */
export const actingSteps = ({ steps }: Scenario): ScenarioStep[] =>
  steps.filter(({ run, reach }) => run !== undefined || reach !== undefined);

/** What comes of a step in the cluster as it is now. Files that it writes are kept in `written`, for the next steps. */
export function answerOf(
  cluster: Cluster,
  step: ScenarioStep,
  files: ReadonlyMap<string, string>,
  written: Map<string, string>,
): StepResult {
  const { on, run = '', reach, stdin = '' } = step;
  if (reach !== undefined) {
    const place = placeOf(cluster, on);
    if (typeof place === 'string') return { on, reach, outcomes: [], nowhere: place };
    return { on, reach, outcomes: outcomesOf(cluster, on, reach) };
  }
  return { on, run, ...execute(cluster, on, run, stdin, files, { written }) };
}

/** What a step that changes something takes, ms: a real cluster's timestamps, in whole seconds, tell it from the next. */
const CHANGE = 1500;

/**
 * Runs the steps that do something one after another; the cluster settles between them unless the next one has a time.
 */
export function runSteps(cluster: Cluster, scenario: Scenario, files: ReadonlyMap<string, string>): StepResult[] {
  const start = cluster.now;
  const written = new Map<string, string>();
  let revision = 0;
  return actingSteps(scenario).map((step, i): StepResult => {
    // a command takes a moment until it has done what it does: what follows a second after it is not there a second later
    if (step.at !== undefined) advance(cluster, Math.max(cluster.now, start + step.at), true);
    else if (i > 0) settle(cluster);
    if (step.at === undefined && cluster.store.revision !== revision) advance(cluster, cluster.now + CHANGE);
    ({ revision } = cluster.store);
    const before = cluster.restless ? RESTLESS : '';
    const result = answerOf(cluster, step, files, written);
    return before && 'run' in result ? { ...result, stderr: before + result.stderr } : result;
  });
}
