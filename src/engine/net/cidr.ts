import type { IpFamily } from '../../model/Address.ts';
import { remembering } from '../remembering.ts';
import { bigIntToIp, canonicalIp, compareIps, familyOf, ipToBigInt, ipv4ToNumber } from './ip.ts';

/** A range of addresses; `base` has no bits beyond the prefix. */
export interface Cidr {
  family: IpFamily;
  base: bigint;
  prefix: number;
  /** The IPv4 base and mask as unsigned numbers, for speed; 0 for IPv6. */
  base32: number;
  mask32: number;
}

/** Parses `10.0.0.0/8`, or a bare address as a range of one. Host bits are masked off. null when it is none. */
export const parseCidr = remembering(parse, 100_000);

function parse(text: string): Cidr | null {
  const slash = text.indexOf('/');
  const ip = canonicalIp(slash < 0 ? text : text.slice(0, slash));
  if (ip === null) return null;
  const family = familyOf(ip);
  const bits = family === 'IPv4' ? 32 : 128;
  const length = slash < 0 ? String(bits) : text.slice(slash + 1);
  if (!/^(0|[1-9]\d{0,2})$/.test(length) || Number(length) > bits) return null;
  const prefix = Number(length);
  const host = BigInt(bits - prefix);
  const base = (ipToBigInt(ip) >> host) << host;
  const mask32 = family === 'IPv4' ? (prefix === 0 ? 0 : (-1 << (32 - prefix)) >>> 0) : 0;
  return { family, base, prefix, base32: family === 'IPv4' ? Number(base) : 0, mask32 };
}

export const hostBits = (cidr: Cidr): number => (cidr.family === 'IPv4' ? 32 : 128) - cidr.prefix;

/** Whether an address (canonical) lies in a range; false for the other family. */
export function cidrContains(cidr: Cidr, ip: string): boolean {
  if (familyOf(ip) !== cidr.family) return false;
  if (cidr.family === 'IPv4') return (ipv4ToNumber(ip) & cidr.mask32) >>> 0 === cidr.base32;
  const host = BigInt(hostBits(cidr));
  return (ipToBigInt(ip) >> host) << host === cidr.base;
}

/** The last address of a range: of IPv4, where all on its wire hear (broadcast). */
export const lastOf = (cidr: Cidr): bigint => cidr.base + (1n << BigInt(hostBits(cidr))) - 1n;

/** `10.96.0.0/12`. */
export const printCidr = (cidr: Cidr): string => `${bigIntToIp(cidr.base, cidr.family)}/${cidr.prefix}`;

/** The address at a distance from the base. */
export const addressAt = (cidr: Cidr, offset: bigint): string => bigIntToIp(cidr.base + offset, cidr.family);

/** An address as a range of one. */
export const hostCidr = (ip: string): string => (ip.includes(':') ? `${ip}/128` : `${ip}/32`);

/** A range as iptables, ipset and nft list it: where it is of one address, without its length. */
export const shortCidr = (cidr: string): string => cidr.replace(cidr.includes(':') ? /\/128$/ : /\/32$/, '');

const baseOf = (cidr: string): string => cidr.replace(/\/.*/, '');

/** Orders ranges, and addresses, by their first address. */
export const compareCidrs = (a: string, b: string): number => compareIps(baseOf(a), baseOf(b));

/**
 * Ranges as nft keeps them in a set of intervals: what overlaps or lies side by side is one, and is written as a range
 * of a prefix where it is such, as first and last address where not (nft 1.0.6: intervals.c, set_automerge).
 */
export function mergeCidrs(cidrs: readonly string[]): string[] {
  const runs: { first: bigint; last: bigint; family: IpFamily }[] = [];
  for (const text of cidrs.toSorted(compareCidrs)) {
    const cidr = parseCidr(text);
    if (!cidr) continue;
    const run = runs.at(-1);
    const last = lastOf(cidr);
    if (!run || run.last + 1n < cidr.base) runs.push({ first: cidr.base, last, family: cidr.family });
    else if (last > run.last) run.last = last;
  }
  return runs.map(({ first, last, family }) => {
    const size = last - first + 1n;
    const bits = size.toString(2).length - 1;
    if (size !== 1n << BigInt(bits) || first % size !== 0n)
      return `${bigIntToIp(first, family)}-${bigIntToIp(last, family)}`;
    return shortCidr(`${bigIntToIp(first, family)}/${(family === 'IPv4' ? 32 : 128) - bits}`);
  });
}
