import type { Container, Pod } from '../../model/Pod.ts';
import type { Run } from '../controllers/ControlState.ts';
import type { Cluster } from './Cluster.ts';
import type { ObjectChange } from './ObjectStore.ts';

/** What a kubelet says of one container. */
export interface Judge {
  started(container: Container): boolean;
  ready(container: Container): boolean;
  /** When it started, and how often before; undefined in `startedAt` while it waits for its next start. */
  state(container: Container): { startedAt: string | undefined; restarts: number };
}

export type Report = (cluster: Cluster, pod: Pod, run: Run) => void;

/**
 * What takes its time in a cluster that is paced (`time/pace.ts`): the engine of a cluster in which all answer at once
 * does without.
 */
export interface Pace {
  /** Something was written: who hears of it besides the controllers, and when. */
  changed(cluster: Cluster, change: ObjectChange): void;
  /** Packets may go elsewhere than before, and health checks end otherwise. */
  networkChanged(cluster: Cluster): void;
  /** A kubelet begins to start a Pod; `launch` when its containers run. */
  starts(cluster: Cluster, pod: Pod, hostIPs: readonly string[], launch: (cluster: Cluster) => void): void;
  /** The containers of a Pod run, as of now. */
  launched(cluster: Cluster, pod: Pod, run: Run): void;
  /** A kubelet looks at a Pod that runs: when will its probes say something else? */
  looks(cluster: Cluster, pod: Pod, run: Run, report: Report): void;
  judge(run: Run): Judge;
}
