import type { Source } from '../../model/Simulation.ts';
import type { Cluster } from '../cluster/Cluster.ts';
import { settle } from '../controllers/settle.ts';
import { openDocuments } from '../openDocuments.ts';
import { withOrigins } from '../openSettled.ts';
import { placesOf } from '../origins.ts';
import { parseText } from '../parse/parse.ts';
import type { Settled } from '../SimulationMemo.ts';
import { copyCluster } from './copyCluster.ts';
import { pace } from './pace.ts';
import { happenNext, startPlay } from './playSteps.ts';

/** Things that happen between two checkpoints: playing so many again is quicker than an eye. */
const APART = 50;
const MOST_CHECKPOINTS = 200;

/** A text and its cluster at rest, paced, as nobody may change it. */
interface Base {
  text: string;
  opened: Omit<Settled, 'origins'>;
}

interface Known {
  base: Base;
  typed: string;
  /** The cluster as it was at the beginning and, in order, at some moments since. */
  checkpoints: Cluster[];
  last: { at: number; settled: Settled } | undefined;
}

const startOf = ({ play }: Cluster): number => play?.start ?? 0;

/** The clusters of a scenario at any moment of its timeline: played from the nearest checkpoint before. */
export class Moments {
  #base: Base | undefined;
  #known: Known | undefined;

  /** The cluster of a source at `at` milliseconds after its steps began. Whoever has it may look and ask, but not change it. */
  open(source: Source, at: number): Settled {
    const known = this.#scenario(source);
    if (known.last?.at === at) return known.last.settled;
    const cluster = this.#play(known, at);
    cluster.now = Math.max(cluster.now, startOf(cluster) + at);
    const { opened } = known.base;
    const settled = withOrigins({ ...opened, opened: { ...opened.opened, cluster } });
    known.last = { at, settled };
    return settled;
  }

  #open(text: string): Base {
    if (this.#base?.text === text) return this.#base;
    const parsed = parseText(text);
    const opened = openDocuments(parsed);
    settle(opened.cluster);
    pace(opened.cluster);
    this.#base = { text, opened: { parsed, opened, places: placesOf(parsed) } };
    return this.#base;
  }

  #scenario({ text, typed = [] }: Source): Known {
    const lines = JSON.stringify(typed);
    if (this.#known?.base.text === text && this.#known.typed === lines) return this.#known;
    const base = this.#open(text);
    const { cluster, scenario } = base.opened.opened;
    const first = copyCluster(cluster);
    startPlay(first, scenario, new Map([['scenario.yaml', text]]), typed);
    this.#known = { base, typed: lines, checkpoints: [first], last: undefined };
    return this.#known;
  }

  #play({ checkpoints }: Known, at: number): Cluster {
    const nearest = checkpoints.findLast((cluster) => cluster.now - startOf(cluster) <= at);
    if (!nearest) throw new Error('a timeline has no time before its beginning');
    const newest = nearest === checkpoints.at(-1);
    const cluster = copyCluster(nearest);
    for (let n = 1; happenNext(cluster, startOf(cluster) + at); n++)
      if (newest && n % APART === 0 && checkpoints.length < MOST_CHECKPOINTS) checkpoints.push(copyCluster(cluster));
    return cluster;
  }
}
