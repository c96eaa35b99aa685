import type { SourceRef } from './Span.ts';

/** How IPVS chooses a real server (ipvsadm(8), `--scheduler`): those that are simulated. */
export type IpvsScheduler = 'rr' | 'wrr' | 'lc' | 'wlc' | 'sed' | 'nq' | 'dh' | 'sh';

/** Where IPVS sends connections on to; always by masquerading (`Masq`). */
export interface RealServer {
  /** `10.244.1.2:8080`, `[fd00::2]:8080`. */
  text: string;
  ip: string;
  port: number;
  weight: number;
  because: SourceRef[];
}

/** An address and port that IPVS takes connections of. */
export interface VirtualServer {
  /** `TCP 10.96.0.80:80`: unique on a Node. */
  id: string;
  protocol: 'tcp' | 'udp' | 'sctp';
  ip: string;
  port: number;
  scheduler: IpvsScheduler;
  /** How long a client is remembered, seconds; 0 when it is not. */
  persistence: number;
  /** In the order of the kernel's list. */
  servers: readonly RealServer[];
  /** The service port, `namespace/name:port`. */
  name: string;
  because: SourceRef[];
  /** Why there are no real servers, when there are none. */
  empty: SourceRef[];
}

export type IpSetType = 'hash:ip' | 'hash:ip,port' | 'hash:ip,port,ip' | 'hash:ip,port,net' | 'bitmap:port';

/** A set that iptables rules ask (`-m set`). */
export interface IpSet {
  /** As the kernel knows it: `KUBE-CLUSTER-IP`, `KUBE-6-CLUSTER-IP`. */
  name: string;
  type: IpSetType;
  /** `10.96.0.1,tcp:443`, `10.96.0.1,tcp:443,10.0.0.0/8`, `30080`; and the fields that each comes from. */
  entries: Map<string, SourceRef[]>;
}

/** What kube-proxy in its mode ipvs keeps besides iptables rules, in one family. */
export interface IpvsTables {
  /** By protocol, address and port: `tcp 10.96.0.80:80`. */
  servers: Map<string, VirtualServer>;
  /** By the name that the kernel knows them by. */
  sets: Map<string, IpSet>;
}
