import type { Node } from '../../model/Node.ts';
import type { Pod } from '../../model/Pod.ts';
import { addTopologyLabels, sameTopology } from '../admit/pod.ts';
import type { Cluster } from '../cluster/Cluster.ts';
import { podCIDRs } from '../proxy/nodeNetwork.ts';
import { addressCounter, FIRST_HOST, rangeAddresses, statusOf } from './kubelet.ts';
import { emptiest, hasRoom, looksAround, requestsOf, roomOf, type Room, suitableNodes } from './nodeFit.ts';

/**
 * Pods at the Nodes and addresses that they would have had they been created in the order of the store, one after
 * another, and none had ever gone. Whether that could be told; if not, the cluster is as it was.
 */
export function placeAgain(cluster: Cluster): boolean {
  const { store, control, counters } = cluster;
  const rooms = new Map<string, Room>();
  const hosts = new Map<string, number>();
  for (const node of store.list<Node>('Node')) rooms.set(node.metadata.name, roomOf(node));
  const moves: { pod: Pod; node: Node; ips: string[] }[] = [];
  for (const pod of store.list<Pod>('Pod')) {
    const { nodeName, hostNetwork } = pod.spec;
    const uid = pod.metadata.uid ?? '';
    const isFree = nodeName === undefined || control.bound.has(uid);
    if (isFree && looksAround(cluster, pod)) return false;
    const requests = requestsOf(pod);
    const room = isFree ? freest(cluster, pod, rooms, requests) : rooms.get(nodeName);
    if ((room === undefined) !== (nodeName === undefined)) return false;
    if (!room) {
      // what it waits for, if it is not a place among the Pods, depends on what those ask for that came before
      const isFull = suitableNodes(cluster, pod).every((name) => isFullOf(rooms.get(name)));
      if (!isFull && requests.some((one) => one > 0)) return false;
      continue;
    }
    room.pods += 1;
    for (const [i, one] of requests.entries()) room.used[i] = (room.used[i] ?? 0) + one;
    const run = control.runs.get(uid);
    if (hostNetwork) continue;
    if (!run) return false;
    const { node } = room;
    const host = hosts.get(node.metadata.name) ?? FIRST_HOST;
    hosts.set(node.metadata.name, host + 1);
    const ips = rangeAddresses(podCIDRs(node), host);
    if (nodeName === node.metadata.name && run.ips.every((ip, i) => ip === ips[i])) continue;
    const before = rooms.get(nodeName ?? '')?.node;
    if (pod.status.phase !== 'Running' || !before || !sameTopology(before, node)) return false;
    moves.push({ pod, node, ips });
  }
  for (const { pod, node, ips } of moves) move(cluster, pod, node, ips);
  control.addresses.clear();
  for (const { ips } of control.runs.values()) for (const ip of ips) control.addresses.add(ip);
  for (const { node } of rooms.values()) {
    const host = hosts.get(node.metadata.name);
    if (host === undefined) counters.delete(addressCounter(node));
    else counters.set(addressCounter(node), host);
  }
  return true;
}

const isFullOf = (room: Room | undefined): boolean => room === undefined || room.pods >= room.most;

/** The scheduler's choice among Nodes as they were then. */
function freest(
  cluster: Cluster,
  pod: Pod,
  rooms: ReadonlyMap<string, Room>,
  requests: readonly number[],
): Room | undefined {
  const takes = (room: Room | undefined): boolean => room !== undefined && hasRoom(room, requests);
  const podsOn = (name: string): number => rooms.get(name)?.pods ?? Number.POSITIVE_INFINITY;
  const name = emptiest(suitableNodes(cluster, pod), podsOn, (name) => takes(rooms.get(name)));
  return name === undefined ? undefined : rooms.get(name);
}

function move(cluster: Cluster, pod: Pod, node: Node, ips: string[]): void {
  const run = cluster.control.runs.get(pod.metadata.uid ?? '');
  if (!run) return;
  run.ips = ips;
  const metadata = { ...pod.metadata };
  addTopologyLabels(metadata, node);
  const moved: Pod = { ...pod, metadata, spec: { ...pod.spec, nodeName: node.metadata.name } };
  cluster.store.put({ ...moved, status: statusOf(cluster, moved, node, run) });
}
