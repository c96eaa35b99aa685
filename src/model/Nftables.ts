import type { IpFamily } from './Address.ts';
import type { SourceRef } from './Span.ts';

type Side = 'saddr' | 'daddr';
type L4Protocol = 'tcp' | 'udp' | 'sctp';

/** One condition of an nftables rule: those that kube-proxy writes. The kernel throws at any other. */
export type NftMatch =
  /** `ip saddr != { a, b }` */
  | { kind: 'address'; side: Side; cidrs: string[]; negate?: boolean }
  /** `ip daddr @cluster-ips` */
  | { kind: 'addressInSet'; side: Side; set: string }
  /** `ip saddr . ip daddr . meta l4proto . th dport @hairpin-connections` */
  | { kind: 'connectionInSet'; set: string }
  /** `fib daddr type local` */
  | { kind: 'fibLocal'; side: Side }
  | { kind: 'inInterface'; name: string; negate?: boolean }
  | { kind: 'ctStateNew' }
  | { kind: 'ctStatusDnat' }
  /** `meta mark & VALUE != 0` */
  | { kind: 'mark'; value: number }
  | { kind: 'l4proto'; protocol: L4Protocol };

export type NftStatement =
  | { kind: 'jump' | 'goto'; chain: string }
  | { kind: 'drop' | 'reject' | 'masquerade' }
  | { kind: 'markOr' | 'markXor'; value: number }
  /** `ip daddr . meta l4proto . th dport vmap @MAP`, or without the address. */
  | { kind: 'vmap'; key: 'addressAndPort' | 'port'; map: string }
  | { kind: 'dnat'; ip: string; port: number }
  /** `dnat ip to numgen random mod N map { … }`; `because` is what the choice of any comes from besides. */
  | {
      kind: 'dnatRandom';
      endpoints: readonly { ip: string; port: number; because: SourceRef }[];
      because: SourceRef[];
    }
  /** `numgen random mod N vmap { 0 : goto CHAIN, … }` */
  | { kind: 'gotoRandom'; chains: string[] }
  /** `update @SET { ip saddr }` */
  | { kind: 'update'; set: string };

export interface NftRule {
  id: string;
  matches: NftMatch[];
  statements: NftStatement[];
  comment?: string;
  because: SourceRef[];
}

export interface NftChain {
  name: string;
  comment?: string;
  /** Set for base chains: `type nat hook prerouting priority dstnat; policy accept;`. */
  hook?: string;
  rules: NftRule[];
}

/** An element of a verdict map. */
export interface NftVerdict {
  verdict: { kind: 'goto'; chain: string } | { kind: 'drop' };
  comment?: string;
  because: SourceRef[];
}

export interface NftSet {
  name: string;
  /** `ipv4_addr . inet_proto . inet_service`. */
  type: string;
  comment?: string;
  /** Seconds after which an element goes; the set is filled by packets. */
  timeout?: number;
  /** Keys as nft prints them: `10.96.0.1`, `10.244.1.2 . 10.244.1.2 . tcp . 8080`. */
  elements: Set<string>;
}

export interface NftMap {
  name: string;
  type: string;
  comment: string;
  elements: Map<string, NftVerdict>;
}

/** The table `ip kube-proxy` or `ip6 kube-proxy` of one Node. */
export interface NftTable {
  family: IpFamily;
  comment: string;
  sets: Map<string, NftSet>;
  maps: Map<string, NftMap>;
  chains: Map<string, NftChain>;
}
