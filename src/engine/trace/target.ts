import type { Packet } from '../../model/Packet.ts';
import { canonicalIp } from '../net/ip.ts';

/** What a URL asks for: a host by name or address, and a port. */
export interface Target {
  protocol: 'tcp' | 'udp' | 'sctp' | 'icmp';
  host: string;
  /** The host, when it is an address. */
  ip: string | null;
  /** 0 for a ping. */
  port: number;
}

const DEFAULT_PORTS: Record<string, number> = { http: 80, https: 443 };

/** Reads `tcp://HOST:PORT`, `udp://` and `sctp://` likewise, `icmp://HOST`, `http://HOST[:PORT]`; null when it is none of them. */
export function readTarget(url: string): Target | null {
  const match = /^(tcp|udp|sctp|icmp|http|https):\/\/(\[[0-9a-fA-F:.]+\]|[^\s/:[\]]+)(?::(\d{1,5}))?(?:\/.*)?$/.exec(
    url.trim(),
  );
  if (!match) return null;
  const [, scheme = '', rawHost = '', rawPort] = match;
  const host = rawHost.replace(/^\[|\]$/g, '');
  const port = scheme === 'icmp' ? 0 : Number(rawPort ?? DEFAULT_PORTS[scheme] ?? 0);
  if (scheme !== 'icmp' && (port < 1 || port > 65535)) return null;
  const protocol = scheme === 'udp' || scheme === 'sctp' || scheme === 'icmp' ? scheme : 'tcp';
  return { protocol, host, ip: canonicalIp(host), port };
}

/** The protocol of packets to an address: ping is another one in IPv6. */
export const packetProtocol = (target: Target, ip: string): Packet['protocol'] =>
  target.protocol === 'icmp' && ip.includes(':') ? 'icmp6' : target.protocol;
