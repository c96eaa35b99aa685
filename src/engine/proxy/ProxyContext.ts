import type { IpFamily } from '../../model/Address.ts';
import type { Match } from '../../model/Rule.ts';

/** What kube-proxy on one Node knows besides Services and endpoints: its options and its Node. */
export interface ProxyContext {
  family: IpFamily;
  node: { name: string; zone: string };
  /** The Node's own addresses, the first of each family. */
  nodeIPs: readonly string[];
  /** Matches traffic of local Pods (`--detect-local-mode`); undefined when nothing is detected. */
  local: Match | undefined;
  masqueradeAll: boolean;
  /** `1 << masqueradeBit`. */
  mark: number;
  localhostNodePorts: boolean;
  tcpBeLiberal: boolean;
  /** The addresses that node ports are open at; null for every local one. */
  nodePortIPs: string[] | null;
  /** More than 1000 endpoints: comments are left out of the endpoint rules. */
  largeCluster: boolean;
}
