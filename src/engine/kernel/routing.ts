import type { IpFamily } from '../../model/Address.ts';
import type { Interface, KernelConfig, Route } from '../../model/KernelConfig.ts';
import { familyOf } from '../net/ip.ts';
import { RouteTable } from './RouteTable.ts';

interface Fib {
  /** Addresses of the Node's own interfaces. */
  local: Set<string>;
  routes: RouteTable;
  /** The first address of each interface and family: `eth0 IPv4`. */
  primary: Map<string, string>;
  /** The Pod behind each veth: `namespace/name`; and the other way round. */
  pods: Map<string, string>;
  veths: Map<string, string>;
  vxlan: Map<string, Vxlan>;
}

type Vxlan = NonNullable<Interface['vxlan']>;

/** By a Node's interfaces: most changes of a cluster leave them as they are. */
const known = new WeakMap<KernelConfig['interfaces'], { routes: Route[]; fib: Fib }>();

function fibOf(config: KernelConfig): Fib {
  const { interfaces, routes } = config;
  let last = known.get(interfaces);
  if (last?.routes !== routes) {
    last = { routes, fib: build(config) };
    known.set(interfaces, last);
  }
  return last.fib;
}

function build({ interfaces, routes }: KernelConfig): Fib {
  const fib: Fib = {
    local: new Set(),
    routes: new RouteTable(routes),
    primary: new Map(),
    pods: new Map(),
    veths: new Map(),
    vxlan: new Map(),
  };
  for (const { name, addresses, pod, vxlan } of interfaces) {
    if (vxlan) fib.vxlan.set(name, vxlan);
    if (pod) {
      fib.pods.set(name, pod);
      if (!fib.veths.has(pod)) fib.veths.set(pod, name);
    }
    for (const text of addresses) {
      const ip = text.slice(0, text.indexOf('/'));
      fib.local.add(ip);
      const key = `${name} ${familyOf(ip)}`;
      if (!fib.primary.has(key)) fib.primary.set(key, ip);
    }
  }
  return fib;
}

export const isLoopback = (ip: string): boolean => ip.startsWith('127.') || ip === '::1';

/** Whether an address is the Node's own: what `-m addrtype --dst-type LOCAL` asks. */
export const isLocal = (config: KernelConfig, ip: string): boolean => isLoopback(ip) || fibOf(config).local.has(ip);

/** The route to an address: `lo` for the Node's own; undefined when there is none. */
export function routeTo(config: KernelConfig, ip: string): Route | undefined {
  if (isLocal(config, ip)) return { cidr: ip, device: 'lo' };
  return fibOf(config).routes.find(ip);
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

/** The veth that leads to a Pod; '' when it has none here. */
export const vethOf = (config: KernelConfig, pod: string): string => fibOf(config).veths.get(pod) ?? '';

/** Set for a VXLAN device. */
export const vxlanOf = (config: KernelConfig, device: string): Vxlan | undefined => fibOf(config).vxlan.get(device);

/** The source of a packet that the Node itself sends to an address. */
export function sourceFor(config: KernelConfig, ip: string): string | undefined {
  const route = routeTo(config, ip);
  if (!route) return undefined;
  if (route.device !== 'lo') return addressOf(config, route.device, familyOf(ip));
  return isLoopback(ip) && !ip.includes(':') ? '127.0.0.1' : ip;
}
