import type { IpFamily } from '../../model/Address.ts';
import { remembering } from '../remembering.ts';
import { parseIpv6, printIpv6 } from './ipv6.ts';

/**
 * Parses an address as Go's netip does (dotted quad without leading zeros, or IPv6) and prints it in canonical
 * form (RFC 5952); null when it is none. What the API server's older fields accept beyond that is admission's
 * business.
 */
export function canonicalIp(text: string): string | null {
  if (isIpv4(text)) return text;
  return text.includes(':') ? canonicalIpv6(text) : null;
}

const canonicalIpv6 = remembering((text) => {
  const groups = parseIpv6(text);
  return groups && printIpv6(groups);
}, 200_000);

/** Four numbers below 256 without leading zeros: read off the characters, as there are many of these. */
function isIpv4(text: string): boolean {
  let octets = 0;
  let octet = -1;
  for (let i = 0; i <= text.length; i++) {
    const c = i < text.length ? text.charCodeAt(i) : DOT;
    if (c === DOT) {
      if (octet < 0 || ++octets > 4) return false;
      octet = -1;
    } else if (c < 48 || c > 57 || octet === 0) return false;
    else {
      octet = Math.max(octet, 0) * 10 + c - 48;
      if (octet > 255) return false;
    }
  }
  return octets === 4;
}

const DOT = 46;

export const familyOf = (ip: string): IpFamily => (ip.includes(':') ? 'IPv6' : 'IPv4');

/** The address as a number of 32 or 128 bits. */
export function ipToBigInt(ip: string): bigint {
  if (!ip.includes(':')) return BigInt(ipv4ToNumber(ip));
  let n = 0n;
  for (const group of parseIpv6(ip) ?? []) n = (n << 16n) | BigInt(group);
  return n;
}

export function bigIntToIp(n: bigint, family: IpFamily): string {
  if (family === 'IPv4') return numberToIpv4(Number(n));
  return printIpv6(Array.from({ length: 8 }, (_, i) => Number((n >> BigInt(16 * (7 - i))) & 0xffffn)));
}

/** A dotted quad as an unsigned number of 32 bits. */
export function ipv4ToNumber(ip: string): number {
  let n = 0;
  let octet = 0;
  for (let i = 0; i < ip.length; i++) {
    const c = ip.charCodeAt(i);
    if (c === 46) {
      n = n * 256 + octet;
      octet = 0;
    } else octet = octet * 10 + (c - 48);
  }
  return n * 256 + octet;
}

export const numberToIpv4 = (n: number): string =>
  `${(n >>> 24) & 255}.${(n >>> 16) & 255}.${(n >>> 8) & 255}.${n & 255}`;

/** Orders addresses by number, IPv4 before IPv6. */
export function compareIps(a: string, b: string): number {
  const [x, y] = [a.includes(':'), b.includes(':')];
  if (x !== y) return x ? 1 : -1;
  if (!x) return ipv4ToNumber(a) - ipv4ToNumber(b);
  const [m, n] = [ipToBigInt(a), ipToBigInt(b)];
  return m < n ? -1 : m > n ? 1 : 0;
}

/** Addresses of one family by number: each is read once, as there may be many. */
export function sortedIps(ips: Iterable<string>): string[] {
  const read = Array.from(ips, (ip) => ({ ip, n: ip.includes(':') ? ipToBigInt(ip) : ipv4ToNumber(ip) }));
  read.sort((a, b) => (a.n < b.n ? -1 : a.n > b.n ? 1 : 0));
  return read.map(({ ip }) => ip);
}

/** An address as URLs have it: IPv6 in brackets. */
export const hostOf = (ip: string): string => (ip.includes(':') ? `[${ip}]` : ip);

/** `10.0.0.1:80`, `[fd00::1]:80`. */
export const withPort = (ip: string, port: number | string): string => `${hostOf(ip)}:${port}`;

/** What a packet carries: an address with its port, or alone where there is none (0, as in ICMP). */
export const addressText = (ip: string, port: number): string => (port === 0 ? ip : withPort(ip, port));
