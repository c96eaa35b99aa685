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
}
