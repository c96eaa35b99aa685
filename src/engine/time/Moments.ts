import type { Source } from '../../model/Simulation.ts';
import { settle } from '../controllers/settle.ts';
import { openDocuments } from '../openDocuments.ts';
import { withOrigins } from '../openSettled.ts';
import { placesOf } from '../origins.ts';
import { parseText } from '../parse/parse.ts';
import type { Settled } from '../SimulationMemo.ts';
import { copyCluster } from './copyCluster.ts';
import { pace } from './pace.ts';
import { happenNext, type ScenarioRun, startRun } from './ScenarioRun.ts';

/** Things that happen between two checkpoints: playing so many again is quicker than an eye. */
const APART = 50;
const MOST_CHECKPOINTS = 200;

const copyRun = (run: ScenarioRun): ScenarioRun => ({ ...run, cluster: copyCluster(run.cluster) });

interface Known {
  text: string;
  typed: string;
  opened: Omit<Settled, 'origins'>;
  /** The scenario as it was at its beginning and, in order, at some moments since. */
  checkpoints: ScenarioRun[];
  last: { at: number; settled: Settled } | undefined;
}

/** The clusters of a scenario at any moment of its timeline: played from the nearest checkpoint before. */
export class Moments {
  #known: Known | undefined;

  /** The cluster of a source at `at` milliseconds after its steps began. Whoever has it may look and ask, but not change it. */
  open(source: Source, at: number): Settled {
    const known = this.#scenario(source);
    if (known.last?.at === at) return known.last.settled;
    const run = this.#play(known, at);
    const { cluster, start } = run;
    cluster.now = Math.max(cluster.now, start + at);
    const settled = withOrigins({ ...known.opened, opened: { ...known.opened.opened, cluster } });
    known.last = { at, settled };
    return settled;
  }

  #scenario({ text, typed = [] }: Source): Known {
    const lines = JSON.stringify(typed);
    if (this.#known?.text === text && this.#known.typed === lines) return this.#known;
    const parsed = parseText(text);
    const opened = openDocuments(parsed);
    settle(opened.cluster);
    pace(opened.cluster);
    const scenario = { ...opened.scenario, steps: [...opened.scenario.steps, ...typed] };
    const first = startRun(opened.cluster, scenario, new Map([['scenario.yaml', text]]));
    const known = { text, typed: lines, opened: { parsed, opened, places: placesOf(parsed) } };
    this.#known = { ...known, checkpoints: [first], last: undefined };
    return this.#known;
  }

  #play({ checkpoints }: Known, at: number): ScenarioRun {
    const nearest = checkpoints.findLast(({ cluster, start }) => cluster.now - start <= at);
    if (!nearest) throw new Error('a timeline has no time before its beginning');
    const newest = nearest === checkpoints.at(-1);
    const run = copyRun(nearest);
    const { start } = run;
    for (let n = 1; happenNext(run, start + at); n++)
      if (newest && n % APART === 0 && checkpoints.length < MOST_CHECKPOINTS) checkpoints.push(copyRun(run));
    return run;
  }
}
