import type { Cluster } from '../src/engine/cluster/Cluster.ts';
import { reach } from '../src/engine/trace/reach.ts';
import type { Ending } from '../src/model/Trace.ts';
import type { Flow } from './generateFlows.ts';

/** What can come of a flow: outcome → its chance. */
export type Prediction = Map<string, number>;

/** An outcome as the lab's agents say it. */
export function outcomeOf(ending: Ending): string {
  if (ending.result !== 'delivered') return ending.result;
  if ('node' in ending) return `node ${ending.node}`;
  return `pod ${ending.pod} ${ending.port} ${ending.source}`;
}

export function predict(cluster: Cluster, flow: Flow): Prediction {
  const prediction: Prediction = new Map();
  for (const { ending, share } of reach(cluster, flow.from, flow.url).traces) {
    // a ping does not say who answered
    const outcome = flow.protocol === 'icmp' && ending.result === 'delivered' ? 'answered' : outcomeOf(ending);
    prediction.set(outcome, (prediction.get(outcome) ?? 0) + share);
  }
  return prediction;
}

/** What an agent heard, in the words of a prediction: of a Node's own listener only whose it is. */
export const heard = (outcome: string): string =>
  outcome.startsWith('node ') ? outcome.split(' ').slice(0, 2).join(' ') : outcome;

/** Connections after which an outcome of this chance has been seen, but for once in a million times. */
export const triesFor = (share: number): number => Math.ceil(Math.log(1e-6) / Math.log(1 - Math.min(share, 0.999999)));
