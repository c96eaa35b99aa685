import type { IpFamily } from '../../model/Address.ts';
import type { ProxySettings } from '../cluster/Cluster.ts';
import { isLoopback } from '../kernel/routing.ts';
import { type Cidr, cidrContains, parseCidr } from '../net/cidr.ts';

/**
 * `--nodeport-addresses` of one family (pkg/proxy/util/nodeport_addresses.go): null when every address counts,
 * as when nothing is set, or only ranges of the other family are.
 */
export function nodePortRanges(proxy: ProxySettings, nodeIPs: readonly string[], family: IpFamily): Cidr[] | null {
  const { mode, nodePortAddresses } = proxy;
  // nftables mode opens node ports at the Node's primary addresses only, unless told otherwise
  const primary = nodePortAddresses.length > 0 ? nodePortAddresses[0] === 'primary' : mode === 'nftables';
  const texts = primary ? nodeIPs : nodePortAddresses;
  const ranges = texts.map((text) => parseCidr(text.trim())).filter((cidr) => cidr?.family === family) as Cidr[];
  return ranges.length === 0 || ranges.some((cidr) => cidr.prefix === 0) ? null : ranges;
}

export const holdsLoopback = (ranges: Cidr[] | null): boolean =>
  ranges === null || ranges.some((cidr) => cidrContains(cidr, '127.0.0.0') || cidr.base32 >>> 24 === 127);

/** The addresses among `localIPs` that node ports are open at; null when all are. */
export function nodePortIPs(ranges: Cidr[] | null, localIPs: readonly string[], loopback: boolean): string[] | null {
  if (ranges === null) return null;
  const inside = localIPs.filter((ip) => ranges.some((cidr) => cidrContains(cidr, ip)));
  return [...new Set(inside)].filter((ip) => loopback || !isLoopback(ip));
}
