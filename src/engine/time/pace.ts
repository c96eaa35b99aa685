import type { Pod } from '../../model/Pod.ts';
import type { Cluster } from '../cluster/Cluster.ts';
import { keyOf } from '../cluster/ObjectStore.ts';
import type { Pace } from '../cluster/Pace.ts';
import { timestamp } from '../cluster/timestamp.ts';
import type { Queues } from '../controllers/ControlState.ts';
import { schedule } from '../controllers/timers.ts';
import { planHealthChecks, startHealthChecks } from './healthChecks.ts';
import { beginProbes, judgeOf, takeOverProbes, watchProbes } from './probeTicks.ts';
import { startProxies } from './proxySync.ts';
import { startingStatus } from './startingStatus.ts';
import { tellNetwork } from './tellNetwork.ts';

const PACE: Pace = {
  changed: tellNetwork,
  networkChanged: planHealthChecks,
  starts: (cluster, pod, hostIPs, launch) => {
    cluster.store.put({ ...pod, status: startingStatus(pod, hostIPs, timestamp(cluster.now)) });
    schedule(cluster, cluster.now + cluster.settings.delays.podStart, launch, { awaited: true });
  },
  launched: beginProbes,
  looks: watchProbes,
  judge: judgeOf,
};

/** From now on everybody takes the time that the settings say. The cluster must be at rest. */
export function pace(cluster: Cluster): void {
  const { watch, endpointBatch } = cluster.settings.delays;
  cluster.pace = PACE;
  for (const [name, queue] of Object.entries(cluster.control.queues) as [keyof Queues, Queues[keyof Queues]][])
    queue.delay = name === 'endpointSlices' || name === 'endpoints' ? watch + endpointBatch : watch;
  startProxies(cluster);
  startHealthChecks(cluster);
  for (const pod of cluster.store.list<Pod>('Pod')) {
    takeOverProbes(cluster, pod);
    cluster.control.queues.kubelets.add(keyOf(pod));
  }
}
