import type { ProxyHeader } from '../model/Packet.ts';

/** `PROXY TCP4 198.51.100.7 203.0.113.10 51514 80`: the header's first version (haproxy: doc/proxy-protocol.txt). */
export const proxyHeaderText = ({ src, dst, sport, dport }: ProxyHeader): string =>
  `PROXY ${src.includes(':') ? 'TCP6' : 'TCP4'} ${src} ${dst} ${sport} ${dport}`;
