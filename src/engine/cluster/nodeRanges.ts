import { addressAt, parseCidr } from '../net/cidr.ts';
import { numberToIpv4 } from '../net/ip.ts';
import type { ClusterSettings } from './Cluster.ts';

/** The index-th block of each Pod subnet: a /24 of IPv4, a /64 of IPv6 (kubeadm's node-cidr-mask-size defaults). */
export function podRanges(settings: ClusterSettings, index: number): string[] {
  return settings.podSubnets.map((subnet) => {
    const cidr = parseCidr(subnet);
    if (!cidr) throw new Error(`not a subnet: ${subnet}`);
    const bits = cidr.family === 'IPv4' ? 32 : 128;
    const prefix = Math.max(cidr.family === 'IPv4' ? 24 : 64, cidr.prefix);
    const base = addressAt(cidr, BigInt(index) << BigInt(bits - prefix));
    return `${base}/${prefix}`;
  });
}

/**
 * The addresses of the index-th machine: the control plane is 0, workers count from 1. Machines have the families of
 * Services: an API server of another one does not start (`service IP family must match public address family`).
 */
export function machineAddresses(settings: ClusterSettings, index: number): string[] {
  const far = index - 155;
  const ipv4 = far <= 0 ? `192.168.251.${100 + index}` : `192.168.${252 + Math.floor(far / 250)}.${(far % 250) + 1}`;
  const ipv6 = `fd00:251::${100 + index}`;
  if (settings.serviceSubnets.length > 1) return [ipv4, ipv6];
  return settings.serviceSubnets[0]?.includes(':') ? [ipv6] : [ipv4];
}

/** The address at a distance from the start of a range, as text. */
export function nth(range: string, distance: number): string {
  const cidr = parseCidr(range);
  if (!cidr) throw new Error(`not a range: ${range}`);
  if (cidr.family === 'IPv4') return numberToIpv4(cidr.base32 + distance);
  return addressAt(cidr, BigInt(distance));
}
