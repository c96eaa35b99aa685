import type { KernelConfig } from '../../model/KernelConfig.ts';
import type { Pod } from '../../model/Pod.ts';
import type { Cluster } from '../cluster/Cluster.ts';
import type { Chooser } from '../kernel/Chooser.ts';
import type { Branch } from '../kernel/Passage.ts';
import type { HookContext, Stage } from '../kernel/walkHook.ts';
import { kernelConfigOf } from '../proxy/kernelConfig.ts';
import type { Asker } from './Flight.ts';
import { type Topology, topologyOf } from './Topology.ts';

/** What a packet moves through while one connection is followed. */
export interface World {
  cluster: Cluster;
  topology: Topology;
  chooser: Chooser;
  asker: Asker;
  /** Counts a packet at the rules that it matched; absent where nothing is sent. */
  count?: (node: string, stage: Stage, branch: Branch) => void;
  kernel(node: string): KernelConfig;
  /** What the rules of a Node need to know: `recent` lists have seen a source on this way or before. */
  hooks(node: string): HookContext;
  pod(key: string): Pod | undefined;
}

export function worldOf(cluster: Cluster, chooser: Chooser, asker: Asker): World {
  const contexts = new Map<string, HookContext>();
  return {
    cluster,
    topology: topologyOf(cluster),
    chooser,
    asker,
    kernel: (node) => kernelConfigOf(cluster, node),
    pod: (key) => {
      const slash = key.indexOf('/');
      return cluster.store.get<Pod>('Pod', key.slice(0, slash), key.slice(slash + 1));
    },
    hooks: (node) => {
      let context = contexts.get(node);
      if (!context) {
        context = hookContext(cluster, node, chooser);
        contexts.set(node, context);
      }
      return context;
    },
  };
}

const hookContext = (cluster: Cluster, node: string, chooser: Chooser): HookContext => ({
  config: kernelConfigOf(cluster, node),
  chooser,
  sawRecently: (list, source, seconds, passage) => {
    for (let r = passage.recent; r; r = r.before)
      if (r.node === node && r.list === list && r.source === source) return true;
    const seen = cluster.kernels.get(node)?.recent.get(list)?.get(source);
    return seen !== undefined && cluster.now - seen.at <= (seen.timeout ?? seconds) * 1000;
  },
  scheduled: (server) => ({
    earlier: cluster.kernels.get(node)?.scheduled.get(server) ?? [],
    now: cluster.now,
  }),
});
