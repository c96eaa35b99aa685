import type { Interface, Route } from '../../model/KernelConfig.ts';
import type { Node } from '../../model/Node.ts';
import type { Pod } from '../../model/Pod.ts';
import type { Cluster, PodNetwork } from '../cluster/Cluster.ts';
import { interfacesOf, isUp, routesOf } from './nodeNetwork.ts';

/** What of a Node's configuration depends on its Pods and on the Nodes alone. */
export interface NodeBasis {
  /** The Pods that have a network: all, and those whose network is not the Node's. */
  pods: readonly Pod[];
  own: readonly Pod[];
  interfaces: readonly Interface[];
  routes: Route[];
  madeOf: { network: PodNetwork; nodes: readonly Node[]; pods: readonly Pod[] };
}

const known = new WeakMap<Cluster, Map<string, NodeBasis>>();

/** Found anew only when a Node or one of this Node's Pods is another: most changes are of other things. */
export function nodeBasisOf(cluster: Cluster, node: Node): NodeBasis {
  let ofCluster = known.get(cluster);
  if (!ofCluster) known.set(cluster, (ofCluster = new Map()));
  const { name } = node.metadata;
  const last = ofCluster.get(name);
  const network = cluster.settings.podNetwork;
  const nodes = cluster.store.list<Node>('Node');
  const all = [...cluster.control.pods.onNode(name)];
  if (last?.madeOf.network === network && same(last.madeOf.nodes, nodes) && same(last.madeOf.pods, all)) return last;
  const pods = all.filter(isUp);
  const own = pods.filter((pod) => !pod.spec.hostNetwork);
  const basis: NodeBasis = {
    pods,
    own,
    interfaces: interfacesOf(node, own, network),
    routes: routesOf(node, own, nodes, network),
    madeOf: { network, nodes, pods: all },
  };
  ofCluster.set(name, basis);
  return basis;
}

const same = <T>(a: readonly T[], b: readonly T[]): boolean =>
  a.length === b.length && a.every((one, i) => one === b[i]);
