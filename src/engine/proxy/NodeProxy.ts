import type { HealthCheckPort } from './healthCheckPorts.ts';
import type { IpFamily } from '../../model/Address.ts';
import type { KernelConfig } from '../../model/KernelConfig.ts';
import type { Cluster } from '../cluster/Cluster.ts';
import type { CompiledTables } from './iptables/compile.ts';
import type { NodeBasis } from './nodeBasis.ts';
import type { RulesBefore } from './iptables/rulesOfPorts.ts';
import { type ServiceIndex, serviceIndexOf } from './serviceIndex.ts';

/** The kube-proxy of one Node, where it takes its time: its Node's rules are those of its last sync. */
export interface NodeProxy {
  /** What it knew at its last sync. */
  index: Partial<Record<IpFamily, ServiceIndex>>;
  healthCheckPorts: HealthCheckPort[];
  syncedAt: number;
  /** When the API first said something that the rules do not know; undefined while they are up to date. */
  staleSince: number | undefined;
  /** When it heard of that, or will hear. */
  queuedAt: number | undefined;
  /** What it compiled; the next sync patches it. */
  made: CompiledTables[];
  rulesBefore: RulesBefore;
  /** The Node's configuration, and what it was made of besides: Pods and Nodes. */
  config?: { basis: NodeBasis; config: KernelConfig };
}

/** What the kube-proxy of a Node goes by: what it knew at its last sync, or what is so now where all answer at once. */
export const indexOnNode = (cluster: Cluster, node: string, family: IpFamily): ServiceIndex =>
  cluster.control.proxies.get(node)?.index[family] ?? serviceIndexOf(cluster, family);
