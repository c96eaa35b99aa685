import type { Source } from '../../model/Simulation.ts';
import type { Timeline } from '../../model/Timeline.ts';
import type { Cluster } from '../cluster/Cluster.ts';
import { passTo, settle } from '../controllers/settle.ts';
import { openDocuments } from '../openDocuments.ts';
import { withOrigins } from '../openSettled.ts';
import { placesOf } from '../origins.ts';
import { parseText } from '../parse/parse.ts';
import type { Settled } from '../SimulationMemo.ts';
import { copyCluster } from './copyCluster.ts';
import { pace } from './pace.ts';
import { happenNext, startPlay } from './playSteps.ts';
import { playTimeline } from './timelineOf.ts';
import { workingFiles } from '../workingFiles.ts';

/** Writes between two checkpoints: playing so many again is quicker than an eye, and copying a cluster quicker still. */
const APART = 30;
/** When there are more, every other one goes, and those to come are twice as far apart. */
const MOST_CHECKPOINTS = 400;

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
  /** The least number of writes between two of them. */
  apart: number;
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
    passTo(cluster, startOf(cluster) + at);
    const { opened } = known.base;
    const settled = withOrigins({ ...opened, opened: { ...opened.opened, cluster } });
    known.last = { at, settled };
    return settled;
  }

  /** What happens in a scenario, from its beginning to its end; whoever goes to one of its moments then is there at once. */
  timeline(source: Source, beat?: () => void): Timeline {
    const known = this.#scenario(source);
    const [first] = known.checkpoints;
    const cluster = first && copyCluster(first);
    if (!cluster?.play) throw new Error('a scenario has no beginning');
    known.checkpoints.splice(1);
    known.apart = APART;
    const { scenario } = known.base.opened.opened;
    return playTimeline(cluster, cluster.play, scenario, () => {
      beat?.();
      keepCheckpoint(known, cluster);
    });
  }

  #open(text: string): Base {
    if (this.#base?.text === text) return this.#base;
    const parsed = parseText(text);
    const opened = openDocuments(parsed);
    settle(opened.cluster);
    pace(opened.cluster);
    this.#base = { text, opened: { parsed, opened, places: placesOf(parsed, opened.refusals) } };
    return this.#base;
  }

  #scenario({ text, typed = [] }: Source): Known {
    const lines = JSON.stringify(typed);
    if (this.#known?.base.text === text && this.#known.typed === lines) return this.#known;
    const base = this.#open(text);
    const { cluster, scenario } = base.opened.opened;
    const first = copyCluster(cluster);
    startPlay(first, scenario, workingFiles(text), typed);
    this.#known = { base, typed: lines, checkpoints: [first], apart: APART, last: undefined };
    return this.#known;
  }

  #play(known: Known, at: number): Cluster {
    const nearest = known.checkpoints.findLast((cluster) => cluster.now - startOf(cluster) <= at);
    if (!nearest) throw new Error('a timeline has no time before its beginning');
    const newest = nearest === known.checkpoints.at(-1);
    const cluster = copyCluster(nearest);
    while (happenNext(cluster, startOf(cluster) + at)) if (newest) keepCheckpoint(known, cluster);
    return cluster;
  }
}

/** Keeps a cluster as it is, if much has been written since the last that was kept. */
function keepCheckpoint(known: Known, cluster: Cluster): void {
  const { checkpoints, apart } = known;
  const since = cluster.store.revision - (checkpoints.at(-1)?.store.revision ?? 0);
  if (since < apart) return;
  checkpoints.push(copyCluster(cluster));
  if (checkpoints.length <= MOST_CHECKPOINTS) return;
  known.checkpoints = checkpoints.filter((_, i) => i % 2 === 0);
  known.apart *= 2;
}
