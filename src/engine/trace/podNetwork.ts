import type { Listener } from '../../model/KernelConfig.ts';
import type { Pod } from '../../model/Pod.ts';
import { listensOf } from '../controllers/listens.ts';
import { podIPs } from '../proxy/nodeNetwork.ts';

/** What a Pod's own network has: its addresses, and the sockets that listen there. */
interface PodNetwork {
  ips: readonly string[];
  listeners: readonly Listener[];
}

const known = new WeakMap<Pod, PodNetwork>();

/** The network of a Pod as it is stored; found once for each state of the Pod. */
export function podNetwork(pod: Pod): PodNetwork {
  let network = known.get(pod);
  if (!network) {
    network = { ips: podIPs(pod), listeners: listenersOf(pod) };
    known.set(pod, network);
  }
  return network;
}

function listenersOf(pod: Pod): Listener[] {
  const owner = `pod ${pod.metadata.namespace}/${pod.metadata.name}`;
  return listensOf(pod).flatMap(({ protocol, address, port }) =>
    (address === null ? ['0.0.0.0', '::'] : [address]).map((bound) => ({ protocol, address: bound, port, owner })),
  );
}
