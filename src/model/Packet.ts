/** The header that VXLAN puts around a packet between two Nodes: UDP from Node to Node, and the network's number. */
export interface OuterHeader {
  readonly src: string;
  readonly sport: number;
  readonly dst: string;
  readonly dport: number;
  readonly vni: number;
}

/** What a proxy writes at the beginning of a connection: who connected to it, and where (PROXY protocol). */
export interface ProxyHeader {
  readonly src: string;
  readonly sport: number;
  readonly dst: string;
  readonly dport: number;
}

/** A packet. Immutable: every translation makes a new one. Addresses are in canonical form. */
export interface Packet {
  readonly protocol: 'tcp' | 'udp' | 'sctp' | 'icmp' | 'icmp6';
  readonly src: string;
  /** Source port; 0 for ICMP. */
  readonly sport: number;
  readonly dst: string;
  readonly dport: number;
  /** What the card's title says: `SYN`, `SYN-ACK`, `RST`, `INIT`, `echo request`, `port unreachable` … */
  readonly flags: string;
  /** The firewall mark (nfmark) while the packet is inside one kernel; 0 on a wire. */
  readonly mark: number;
  /** Only on the wire between Nodes, where Pod traffic is carried in VXLAN. */
  readonly outer?: OuterHeader;
  /** Set when the first data of the connection, for which its first packet stands here, is such a header. */
  readonly proxied?: ProxyHeader;
  /** Only in an ICMP error: the packet that it complains of. */
  readonly quoted?: Packet;
}
