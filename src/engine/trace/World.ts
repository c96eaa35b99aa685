import type { KernelConfig } from '../../model/KernelConfig.ts';
import type { Pod } from '../../model/Pod.ts';
import type { Cluster } from '../cluster/Cluster.ts';
import type { Chooser } from '../kernel/Chooser.ts';
import type { Scheduling } from '../kernel/KernelState.ts';
import type { Passage } from '../kernel/Passage.ts';
import type { Stage } from '../kernel/walkHook.ts';
import { kernelConfigOf } from '../proxy/kernelConfig.ts';
import type { Asker } from './Flight.ts';
import { type Topology, topologyOf } from './Topology.ts';

/** What a packet moves through while one connection is followed. */
export interface World {
  cluster: Cluster;
  topology: Topology;
  chooser: Chooser;
  asker: Asker;
  /** Whether hops are told: their steps and their words. Who only asks how connections end does without. */
  told: boolean;
  /** Counts a packet at the rules that it matched; absent where nothing is sent. */
  count?: (node: string, stage: Stage, passage: Passage) => void;
  kernel(node: string): KernelConfig;
  pod(key: string): Pod | undefined;
  /** Whether a Node's `recent` list has seen a source, on this way or before. */
  sawRecently(node: string, list: string, source: string, seconds: number, passage: Passage): boolean;
  /** What a virtual server of a Node has scheduled before. */
  scheduled(node: string, server: string): { earlier: readonly Scheduling[]; now: number };
}

export function worldOf(cluster: Cluster, chooser: Chooser, asker: Asker, told: boolean): World {
  return {
    cluster,
    topology: topologyOf(cluster),
    chooser,
    asker,
    told,
    kernel: (node) => kernelConfigOf(cluster, node),
    pod: (key) => {
      const slash = key.indexOf('/');
      return cluster.store.get<Pod>('Pod', key.slice(0, slash), key.slice(slash + 1));
    },
    sawRecently: (node, list, source, seconds, passage) => {
      for (let r = passage.recent; r; r = r.before)
        if (r.node === node && r.list === list && r.source === source) return true;
      const seen = cluster.kernels.get(node)?.recent.get(list)?.get(source);
      return seen !== undefined && cluster.now - seen <= seconds * 1000;
    },
    scheduled: (node, server) => ({
      earlier: cluster.kernels.get(node)?.scheduled.get(server) ?? [],
      now: cluster.now,
    }),
  };
}
