/**
 * The address spaces of a cluster: the three of the chapter (Node, Pod, Cluster) and the outside world
 * (clients, load balancers and the addresses that they hold).
 */
export type Network = 'node' | 'pod' | 'cluster' | 'outside';

export type IpFamily = 'IPv4' | 'IPv6';

/** What an address is: its network and what it belongs to. Addresses are strings in canonical form. */
export interface AddressInfo {
  ip: string;
  network: Network;
  /** `web-1`, `n1`, `default/web`, `external client`; empty when nothing holds it. */
  owner: string;
}
