import type { Interface, Route } from '../../model/KernelConfig.ts';
import type { Node } from '../../model/Node.ts';
import type { Pod } from '../../model/Pod.ts';
import type { Cluster, PodNetwork } from '../cluster/Cluster.ts';
import { machinesOf } from '../cluster/machines.ts';
import type { ControlState } from '../controllers/ControlState.ts';
import { hasHostPort, hasSameNetwork, interfacesOf, isUp, routesOf } from './nodeNetwork.ts';

/** What of a Node's configuration depends on its Pods and on the Nodes alone. */
export interface NodeBasis {
  /** The Pods that have a network. */
  pods: readonly Pod[];
  /** Of those whose network is not the Node's, the ones with a hostPort. */
  mapped: readonly Pod[];
  interfaces: readonly Interface[];
  /** Their addresses. */
  ips: readonly string[];
  routes: Route[];
  network: PodNetwork;
  nodes: readonly Node[];
}

/** What was found last, and of which Pods: also of those that have no network. */
interface Known {
  basis: NodeBasis;
  all: readonly Pod[];
}

/** A cluster, and a view of it with other memories of its kernels, have their controllers in common. */
const known = new WeakMap<ControlState, Map<string, Known>>();

/** Found anew only when a Node or one of this Node's Pods is another: most changes are of other things. Else it is the same object. */
export function nodeBasisOf(cluster: Cluster, node: Node): NodeBasis {
  let ofCluster = known.get(cluster.control);
  if (!ofCluster) known.set(cluster.control, (ofCluster = new Map()));
  const { name } = node.metadata;
  const last = ofCluster.get(name);
  const network = cluster.settings.podNetwork;
  const nodes = machinesOf(cluster);
  const all = [...cluster.control.pods.onNode(name)];
  const sameNodes = last?.basis.network === network && same(last.basis.nodes, nodes);
  if (sameNodes && same(last.all, all)) return last.basis;
  const pods = all.filter(isUp);
  if (sameNodes && same(last.basis.pods, pods)) {
    last.all = all;
    return last.basis;
  }
  const own = pods.filter(hasOwnNetwork);
  // a Pod whose labels are others has the same veth: what was found of interfaces and routes stays found
  const kept = sameNodes && sameBy(last.basis.pods.filter(hasOwnNetwork), own, hasSameNetwork) ? last.basis : undefined;
  const interfaces = kept?.interfaces ?? interfacesOf(node, own, network);
  const basis = {
    pods,
    mapped: own.filter(hasHostPort),
    interfaces,
    ips: kept?.ips ?? ipsOf(interfaces),
    routes: kept?.routes ?? routesOf(node, own, nodes, network),
    network,
    nodes,
  };
  ofCluster.set(name, { basis, all });
  return basis;
}

const hasOwnNetwork = (pod: Pod): boolean => !pod.spec.hostNetwork;

/** The addresses of some interfaces, without the lengths of their prefixes. */
export const ipsOf = (interfaces: readonly Interface[]): string[] =>
  interfaces.flatMap((i) => i.addresses.map((address) => address.slice(0, address.indexOf('/'))));

const sameBy = <T>(a: readonly T[], b: readonly T[], equal: (a: T, b: T) => boolean): boolean =>
  a.length === b.length && a.every((one, i) => equal(one, b[i] as T));

const same = <T>(a: readonly T[], b: readonly T[]): boolean => sameBy(a, b, (one, other) => one === other);
