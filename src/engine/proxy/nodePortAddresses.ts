import type { IpFamily } from '../../model/Address.ts';
import type { ProxySettings } from '../cluster/Cluster.ts';
import { type Cidr, cidrContains, parseCidr } from '../net/cidr.ts';

/**
 * `--nodeport-addresses` of one family (pkg/proxy/util/nodeport_addresses.go): null when every address counts,
 * as when nothing is set, or only ranges of the other family are.
 */
export function nodePortRanges(proxy: ProxySettings, nodeIPs: readonly string[], family: IpFamily): Cidr[] | null {
  const wanted = proxy.nodePortAddresses.length > 0 ? proxy.nodePortAddresses : defaultAddresses(proxy.mode);
  const texts = wanted.length === 1 && wanted[0] === 'primary' ? nodeIPs : wanted;
  const ranges = texts.map((text) => parseCidr(text.trim())).filter((cidr) => cidr?.family === family) as Cidr[];
  return ranges.length === 0 || ranges.some((cidr) => cidr.prefix === 0) ? null : ranges;
}

/** nftables mode opens node ports at the Node's primary addresses only, unless told otherwise. */
const defaultAddresses = (mode: ProxySettings['mode']): string[] => (mode === 'nftables' ? ['primary'] : []);

export const holdsLoopback = (ranges: Cidr[] | null): boolean =>
  ranges === null || ranges.some((cidr) => cidrContains(cidr, '127.0.0.0') || cidr.base32 >>> 24 === 127);

/** The addresses among `localIPs` that node ports are open at; null when all are. */
export function nodePortIPs(ranges: Cidr[] | null, localIPs: readonly string[], loopback: boolean): string[] | null {
  if (ranges === null) return null;
  const isLoopback = (ip: string): boolean => ip.startsWith('127.') || ip === '::1';
  const inside = localIPs.filter((ip) => ranges.some((cidr) => cidrContains(cidr, ip)));
  return [...new Set(inside)].filter((ip) => loopback || !isLoopback(ip));
}
