import type { PodView, SimulationResult } from '../model/Simulation.ts';

/** The Pods of one Node that have not ended, in creation order. */
export interface PodsOnNode {
  all: readonly PodView[];
  /** Without the cluster's own. */
  own: readonly PodView[];
  /** How many of `own` are ready. */
  ready: number;
}

export interface Census {
  on: ReadonlyMap<string, PodsOnNode>;
  /** Have no address yet. */
  waiting: readonly PodView[];
  /** How many no Node has taken. */
  nowhere: number;
}

const taken = new WeakMap<SimulationResult, Census>();

const finished = (pod: PodView): boolean => pod.phase === 'Succeeded' || pod.phase === 'Failed';

/** Counts Pods once for each result: it may have 20,000, and is laid out anew whenever a reader looks closer or elsewhere. */
export function censusOf(result: SimulationResult): Census {
  const known = taken.get(result);
  if (known) return known;
  const on = new Map<string, { all: PodView[]; own: PodView[]; ready: number }>();
  const waiting: PodView[] = [];
  let nowhere = 0;
  for (const pod of result.pods) {
    if (pod.ips.length === 0) waiting.push(pod);
    if (pod.node === '' && pod.phase === 'Pending') nowhere++;
    if (finished(pod)) continue;
    let there = on.get(pod.node);
    if (!there) on.set(pod.node, (there = { all: [], own: [], ready: 0 }));
    there.all.push(pod);
    if (pod.system) continue;
    there.own.push(pod);
    if (pod.ready) there.ready++;
  }
  const census = { on, waiting, nowhere };
  taken.set(result, census);
  return census;
}
