import type { IpFamily } from './Address.ts';
import type { IpvsTables } from './Ipvs.ts';
import type { NftTable } from './Nftables.ts';
import type { Table, TableName } from './Rule.ts';

export interface Interface {
  name: string;
  /** Addresses with prefix length: `192.168.251.101/24`. */
  addresses: string[];
  /** For a veth to a Pod: `namespace/name`. */
  pod?: string;
  /** Packets with loopback addresses may leave and come in here (`route_localnet` of this interface alone). */
  routeLocalnet?: true;
  /** Set for a VXLAN device: the number of its network, and the UDP port of the other ends. */
  vxlan?: { vni: number; port: number };
}

export interface Route {
  cidr: string;
  /** The interface that it leaves by. */
  device: string;
  /** The next hop; absent when the destination is on the link. */
  via?: string;
}

/** A socket of a process that listens in the Node's own network namespace. */
export interface Listener {
  protocol: 'tcp' | 'udp' | 'sctp';
  /** `0.0.0.0`, `::`, or one address. */
  address: string;
  port: number;
  /** `kube-apiserver`, `kube-proxy` (health check node port), `pod namespace/name` (hostNetwork). */
  owner: string;
}

/** Everything that one Node's kernel goes by: what kube-proxy, kubelet and the CNI plugin have set. */
export interface KernelConfig {
  node: string;
  interfaces: readonly Interface[];
  routes: Route[];
  /** `arp_ignore`: 1 when an interface answers ARP for its own addresses only. */
  sysctls: { route_localnet: boolean; tcp_be_liberal: boolean; arp_ignore: boolean };
  listeners: Listener[];
  /** The rules of iptables, by family and table: kubelet's, and kube-proxy's in its modes iptables and ipvs. */
  iptables: Record<IpFamily, Record<TableName, Table>>;
  /** kube-proxy's tables in its mode nftables; null in other modes. */
  nftables: Record<IpFamily, NftTable> | null;
  /** Virtual servers and ipsets of kube-proxy's mode ipvs; null in other modes. */
  ipvs: Record<IpFamily, IpvsTables> | null;
}
