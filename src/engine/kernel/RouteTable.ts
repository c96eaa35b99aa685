import type { IpFamily } from '../../model/Address.ts';
import type { Route } from '../../model/KernelConfig.ts';
import { parseCidr } from '../net/cidr.ts';
import { familyOf, ipToBigInt, ipv4ToNumber } from '../net/ip.ts';

/** The routes of one length of prefix, by the bits of their range. */
interface Ranges {
  prefix: number;
  routes: Map<number | bigint, Route>;
}

/** Finds the route with the longest prefix; what that costs does not depend on how many routes there are. */
export class RouteTable {
  #hosts = new Map<string, Route>();
  /** The longest prefix first. */
  #ranges: Record<IpFamily, Ranges[]> = { IPv4: [], IPv6: [] };

  /** Of routes to the same range, the first counts. */
  constructor(routes: readonly Route[]) {
    for (const route of routes) {
      const cidr = parseCidr(route.cidr);
      if (!cidr) continue;
      const { family, prefix, base, base32 } = cidr;
      if (prefix === (family === 'IPv4' ? 32 : 128)) {
        const ip = route.cidr.slice(0, route.cidr.indexOf('/'));
        if (!this.#hosts.has(ip)) this.#hosts.set(ip, route);
        continue;
      }
      let ranges = this.#ranges[family].find((one) => one.prefix === prefix);
      if (!ranges) this.#ranges[family].push((ranges = { prefix, routes: new Map() }));
      const bits = family === 'IPv4' ? high32(base32, prefix) : high128(base, prefix);
      if (!ranges.routes.has(bits)) ranges.routes.set(bits, route);
    }
    for (const ranges of Object.values(this.#ranges)) ranges.sort((a, b) => b.prefix - a.prefix);
  }

  find(ip: string): Route | undefined {
    const host = this.#hosts.get(ip);
    if (host) return host;
    if (familyOf(ip) === 'IPv4') {
      const number = ipv4ToNumber(ip);
      for (const { prefix, routes } of this.#ranges.IPv4) {
        const route = routes.get(high32(number, prefix));
        if (route) return route;
      }
      return undefined;
    }
    const number = ipToBigInt(ip);
    for (const { prefix, routes } of this.#ranges.IPv6) {
      const route = routes.get(high128(number, prefix));
      if (route) return route;
    }
    return undefined;
  }
}

const high32 = (n: number, prefix: number): number => (prefix === 0 ? 0 : n >>> (32 - prefix));
const high128 = (n: bigint, prefix: number): bigint => n >> BigInt(128 - prefix);
