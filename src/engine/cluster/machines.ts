import type { Node } from '../../model/Node.ts';
import type { Cluster } from './Cluster.ts';

const isLeft = ({ store, control }: Cluster, name: string): boolean =>
  !store.get('Node', undefined, name) && control.pods.countOnNode(name) > 0;

/**
 * The machines of the cluster: its Nodes, and those whose Node was deleted, as long as they have Pods. They go on, and
 * so do their kube-proxies (pkg/proxy/node.go, OnNodeDelete); the Pods are collected after a while.
 */
export function machinesOf(cluster: Cluster): Node[] {
  const nodes = cluster.store.list<Node>('Node');
  for (const [name, node] of cluster.control.leftMachines) if (isLeft(cluster, name)) nodes.push(node);
  return nodes;
}

/** The machine of that name. */
export const machineNamed = (cluster: Cluster, name: string): Node | undefined =>
  cluster.store.get<Node>('Node', undefined, name) ??
  (isLeft(cluster, name) ? cluster.control.leftMachines.get(name) : undefined);
