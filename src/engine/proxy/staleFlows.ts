import type { Node } from '../../model/Node.ts';
import type { Cluster } from '../cluster/Cluster.ts';
import { cidrContains, parseCidr } from '../net/cidr.ts';
import { isUp, podCIDRs } from './nodeNetwork.ts';
import { isStale } from './staleEntries.ts';

/**
 * What kube-proxy does after a sync: it deletes the flows of UDP that went to a Service and whose endpoint serves
 * no longer (pkg/proxy/conntrack/cleanup.go, CleanStaleEntries). A Service without any serving endpoint is left
 * alone, and so are TCP and SCTP. Each Node's kube-proxy does so on its own Node; without a Node, all do. What the kernel
 * itself forgets with a Pod's device goes in the same pass.
 */
export function cleanStaleFlows(cluster: Cluster, node?: string): void {
  for (const [name, { conntrack }] of cluster.kernels) {
    if (node !== undefined && name !== node) continue;
    for (const entry of conntrack) {
      if (entry.ended) continue;
      if (entry.protocol === 'udp' && isStale(cluster, name, entry))
        entry.ended = { at: cluster.now, by: 'kube-proxy' };
      else if (entry.snatRule && lostDevice(cluster, name, entry.reply.src))
        entry.ended = { at: cluster.now, by: 'kernel' };
    }
  }
}

/**
 * What was masqueraded out of a device goes with the device, whatever its protocol (Linux: nf_nat_masquerade.c,
 * masq_device_event): on a Pod's own Node that is the Pod's veth; another Node sent it out of eth0, and keeps it.
 */
function lostDevice({ store, control }: Cluster, name: string, ip: string): boolean {
  if ([...control.pods.withIp(ip)].some(isUp)) return false;
  const node = store.get<Node>('Node', '', name);
  return !!node && podCIDRs(node).some((cidr) => cidrContains(parseCidr(cidr)!, ip));
}
