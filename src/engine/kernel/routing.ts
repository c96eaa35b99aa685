import type { IpFamily } from '../../model/Address.ts';
import type { KernelConfig, Route } from '../../model/KernelConfig.ts';
import { type Cidr, cidrContains, parseCidr } from '../net/cidr.ts';
import { familyOf } from '../net/ip.ts';

interface Fib {
  /** Addresses of the Node's own interfaces. */
  local: Set<string>;
  hosts: Map<string, Route>;
  /** The other routes, the longest prefix first. */
  ranges: { cidr: Cidr; route: Route }[];
  /** The first address of each interface and family: `eth0 IPv4`. */
  primary: Map<string, string>;
  /** The Pod behind each veth: `namespace/name`. */
  pods: Map<string, string>;
}

const known = new WeakMap<KernelConfig, Fib>();

function fibOf(config: KernelConfig): Fib {
  let fib = known.get(config);
  if (!fib) {
    fib = build(config);
    known.set(config, fib);
  }
  return fib;
}

function build(config: KernelConfig): Fib {
  const fib: Fib = { local: new Set(), hosts: new Map(), ranges: [], primary: new Map(), pods: new Map() };
  for (const { name, addresses, pod } of config.interfaces) {
    if (pod) fib.pods.set(name, pod);
    for (const text of addresses) {
      const ip = text.slice(0, text.indexOf('/'));
      fib.local.add(ip);
      const key = `${name} ${familyOf(ip)}`;
      if (!fib.primary.has(key)) fib.primary.set(key, ip);
    }
  }
  for (const route of config.routes) {
    const cidr = parseCidr(route.cidr);
    if (!cidr) continue;
    if (cidr.prefix === (cidr.family === 'IPv4' ? 32 : 128)) {
      const ip = route.cidr.slice(0, route.cidr.indexOf('/'));
      if (!fib.hosts.has(ip)) fib.hosts.set(ip, route);
    } else fib.ranges.push({ cidr, route });
  }
  fib.ranges.sort((a, b) => b.cidr.prefix - a.cidr.prefix);
  return fib;
}

export const isLoopback = (ip: string): boolean => ip.startsWith('127.') || ip === '::1';

/** Whether an address is the Node's own: what `-m addrtype --dst-type LOCAL` asks. */
export const isLocal = (config: KernelConfig, ip: string): boolean => isLoopback(ip) || fibOf(config).local.has(ip);

/** The route to an address: `lo` for the Node's own; undefined when there is none. */
export function routeTo(config: KernelConfig, ip: string): Route | undefined {
  if (isLocal(config, ip)) return { cidr: ip, device: 'lo' };
  const fib = fibOf(config);
  return fib.hosts.get(ip) ?? fib.ranges.find(({ cidr }) => cidrContains(cidr, ip))?.route;
}

/**
 * The address that a packet leaving by a device gets when it has none yet, or when it is masqueraded
 * (inet_select_addr): the device's first one; loopback's is not good for elsewhere, so then another's.
 */
export function addressOf(config: KernelConfig, device: string, family: IpFamily): string | undefined {
  const { primary } = fibOf(config);
  const own = device === 'lo' ? undefined : primary.get(`${device} ${family}`);
  return own ?? primary.get(`eth0 ${family}`);
}

/** The Pod (`namespace/name`) at the other end of a veth. */
export const podBehind = (config: KernelConfig, device: string): string | undefined => fibOf(config).pods.get(device);

/** The source of a packet that the Node itself sends to an address. */
export function sourceFor(config: KernelConfig, ip: string): string | undefined {
  const route = routeTo(config, ip);
  if (!route) return undefined;
  if (route.device !== 'lo') return addressOf(config, route.device, familyOf(ip));
  return isLoopback(ip) && !ip.includes(':') ? '127.0.0.1' : ip;
}
